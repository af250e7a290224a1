import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { previewOf } from '../kit/json/tree-rows.ts';
import { Note } from '../kit/note.tsx';
import { VirtualLines } from '../kit/virtual-lines.tsx';
import { usePureStep } from '../server/use-pure-step.ts';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { type Asked, cellMatches, nearMisses, readRow } from './match.ts';
import classes from './panel.module.css';
import { pastDays } from './use-past.ts';
import type { SampleSource, Samples } from './use-samples.ts';
import type { TableModel } from './use-table.ts';

type Props = {
  model: TableModel;
  samples: Samples;
  /** The row that is explained, from 0. */
  whyRow: number | null;
  onWhy: (row: number) => void;
  onRunTest: (() => void) | null;
};

const lineHeight = 30;

/** Records to try the table on: which row fires for each, and cell by cell why. */
export function SamplesPanel({ model, samples, whyRow, onWhy, onRunTest }: Props) {
  return (
    <div className={classes.pane}>
      <SegmentedControl
        fullWidth
        aria-label={texts.samples}
        value={samples.source}
        onChange={(next) => samples.setSource(next as SampleSource)}
        data={[
          { value: 'test', label: texts.fromTest },
          { value: 'past', label: texts.fromPast },
          { value: 'own', label: texts.own },
        ]}
      />
      <SampleList model={model} samples={samples} onRunTest={onRunTest} />
      <Verdict model={model} samples={samples} whyRow={whyRow} onWhy={onWhy} />
    </div>
  );
}

function SampleList({ model, samples, onRunTest }: Pick<Props, 'model' | 'samples' | 'onRunTest'>) {
  const { env } = useEditor();
  const { source, items, chosen, outcomes } = samples;
  if (source === 'own')
    return (
      <Textarea
        label={texts.ownLabel}
        classNames={{ input: classes.own ?? '' }}
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        value={samples.ownText}
        error={samples.ownFault === null ? undefined : texts.ownFault(samples.ownFault)}
        onChange={(event) => samples.setOwnText(event.currentTarget.value)}
      />
    );
  if (samples.error)
    return (
      <FailureNote what={source === 'past' ? texts.pastFailed : texts.samplesFailed} failure={samples.error} onRetry={samples.retry} />
    );
  if (samples.isLoading) return <p className={classes.quiet}>{texts.loadingPast}</p>;
  if (items.length === 0)
    return source === 'test' ? (
      <EmptyState title={texts.noTestData} action={onRunTest && <Button onClick={onRunTest}>{texts.runTest}</Button>}>
        {texts.noTestDataHelp}
      </EmptyState>
    ) : (
      <EmptyState title={texts.noPast(pastDays)}>{texts.noPastHelp(env)}</EmptyState>
    );
  const choose = (by: number) => samples.choose(Math.max(0, Math.min(items.length - 1, chosen + by)));
  return (
    <div className={classes.list} style={{ height: Math.min(items.length, 7) * lineHeight + 2 }}>
      <VirtualLines
        count={items.length}
        lineHeight={lineHeight}
        label={texts.samples}
        role="listbox"
        activeId={`table-sample-${chosen}`}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          choose(event.key === 'ArrowDown' ? 1 : -1);
        }}
        renderLine={(i) => {
          const outcome = outcomes?.[i];
          return (
            <button
              id={`table-sample-${i}`}
              type="button"
              role="option"
              aria-selected={i === chosen}
              tabIndex={-1}
              className={classes.sample}
              onClick={() => samples.choose(i)}
            >
              <span className={classes.sampleTitle}>{items[i]?.title}</span>
              {outcome && (
                <span className={classes.sampleRow} data-none={outcome.rows.length === 0 || undefined}>
                  {outcome.blocked.length > 0
                    ? texts.notComparable
                    : outcome.rows.length === 0
                      ? texts.noRow
                      : texts.inRow(countingRows(outcome.rows, model.rules.hitPolicy).map((row) => row + 1))}
                </span>
              )}
            </button>
          );
        }}
      />
    </div>
  );
}

function Verdict({ model, samples, whyRow, onWhy }: Pick<Props, 'model' | 'samples' | 'whyRow' | 'onWhy'>) {
  const { table, rules } = model;
  const asked = samples.asked?.[samples.chosen];
  const outcome = samples.outcomes?.[samples.chosen];
  const record = samples.items[samples.chosen];
  const near = useMemo(() => (asked ? nearMisses(table, asked, 4) : []), [table, asked]);
  if (!asked || !outcome || !record || table.inputs.length === 0) return null;
  const counting = countingRows(outcome.rows, rules.hitPolicy);
  const why = whyRow ?? counting[0] ?? near[0]?.row ?? null;
  return (
    <section className={classes.verdict} aria-live="polite">
      {outcome.blocked.length > 0 ? (
        <Note family="warn" icon="alert-triangle">
          {outcome.blocked.map((i) => {
            const one = asked[i];
            return one?.ok === false ? (
              <div key={i}>{texts.because(table.inputs[i]?.label ?? '', one.isHidden ? texts.hiddenValue : one.why)}</div>
            ) : null;
          })}
        </Note>
      ) : (
        <p className={classes.lead} data-none={counting.length === 0 || undefined}>
          {counting.length === 0 ? texts.noRow : texts.fires(counting.map((row) => row + 1))}
        </p>
      )}
      <Result model={model} record={record.json} />
      {why !== null && table.rows[why] && <Why model={model} asked={asked} row={why} isFired={counting.includes(why)} />}
      {near.length > 0 && (
        <div className={classes.near}>
          <span className={classes.nearLabel}>{texts.nearMiss}</span>
          {near.map(({ row, fails }) => (
            <button key={row} type="button" className={classes.nearRow} aria-pressed={row === why} onClick={() => onWhy(row)}>
              {texts.missesBy(
                row + 1,
                fails.map((i) => table.inputs[i]?.label ?? ''),
              )}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/** Cell by cell: what the record has, what the row asks for. */
function Why({ model, asked, row, isFired }: { model: TableModel; asked: readonly Asked[]; row: number; isFired: boolean }) {
  const { table } = model;
  const found = table.rows[row];
  if (!found) return null;
  const tests = readRow(
    found,
    table.inputs.map(({ type }) => type),
  );
  return (
    <table className={classes.why}>
      <caption>{isFired ? texts.whyTitle(row + 1) : texts.whyNot(row + 1)}</caption>
      <tbody>
        {table.inputs.map((input, i) => {
          const fits = cellMatches(tests[i], asked[i]);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its position
            <tr key={i} data-fits={fits ? 'yes' : 'no'}>
              <th scope="row">{input.label}</th>
              <td className={classes.value}>{shownValue(asked[i])}</td>
              <td className={classes.mark}>
                {fits ? (
                  <IconCheck size={14} stroke={2} aria-label={texts.fits} />
                ) : (
                  <IconX size={14} stroke={2} aria-label={texts.fitsNot} />
                )}
              </td>
              <td className={classes.value}>{found.when[i]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the step really gives for the record, by the server. */
function Result({ model, record }: { model: TableModel; record: unknown }) {
  const { env } = useEditor();
  const records = useMemo(() => [record], [record]);
  const { node } = model;
  const { answer } = usePureStep(
    env,
    { node: { type: node.type, version: node.version, config: node.config, id: node.id }, inputs: { in: records } },
    400,
  );
  if (!answer) return null;
  const failure = answer.ok ? answer.failed[0] : answer.error;
  if (failure)
    return (
      <Note family="bad" icon="alert-circle" code={failure.code}>
        {failure.message}
      </Note>
    );
  const note = answer.ok ? (answer.notes[0] as { result?: unknown } | null) : null;
  const result = note?.result;
  if (result === undefined || result === null) return null;
  const entries = typeof result === 'object' && !Array.isArray(result) ? Object.entries(result) : [[texts.result, result] as const];
  if (entries.length === 0) return <p className={classes.quiet}>{texts.givesNothingAtAll}</p>;
  return (
    <dl className={classes.result}>
      {entries.map(([name, value]) => (
        <div key={name} className={classes.resultLine}>
          <dt>{name}</dt>
          <dd>
            {typeof value === 'object' && value !== null ? JSON.stringify(value) : typeof value === 'string' ? value : previewOf(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Under `first` only the first row that matches counts. */
export function countingRows(rows: readonly number[], hitPolicy: string): readonly number[] {
  return hitPolicy === 'first' ? rows.slice(0, 1) : rows;
}

export function shownValue(asked: Asked | undefined): string {
  if (!asked || asked.raw === undefined || asked.raw === null || asked.raw === '') return texts.noValueHere;
  return typeof asked.raw === 'string' ? asked.raw : previewOf(asked.raw);
}
