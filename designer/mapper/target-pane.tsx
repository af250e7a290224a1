import { isLeaf, pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import { SegmentedControl } from '@mantine/core';
import { type PointerEvent, useMemo, useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { goToTarget } from './connect-fields.ts';
import type { FieldRow, Rows } from './field-rows.ts';
import { FieldTree } from './field-tree.tsx';
import { KindBadge, kindWords } from './kind-badge.tsx';
import classes from './mapper.module.css';
import { type Mapper, useMapper, useMapperState } from './mapper-context.tsx';
import type { Side } from './mapper-state.ts';
import { PaneSearch } from './pane-search.tsx';
import { isPrivate, withDots } from './private-data.ts';
import { countFields, GroupButtons } from './source-pane.tsx';
import { TargetPicker, TargetStarts } from './target-picker.tsx';
import { ValueText } from './value-text.tsx';

const texts = mapperTexts.target;
/** Up to so many missing fields stand on red ground. */
const markedAtMost = 6;

/** The fields of the result: what fills them, what the sample gives, what is still open. */
export function TargetPane({ rows, onGrab }: { rows: Rows; onGrab: (side: Side, path: string, event: PointerEvent) => void }) {
  const mapper = useMapper();
  const { target, coverage, schema, state } = mapper;
  const filter = useMapperState((now) => now.filter);
  const open = coverage.requiredOpen + coverage.optionalOpen;
  const count = useMemo(() => countFields(target), [target]);
  return (
    <section className={classes.pane} aria-label={texts.title}>
      <header className={classes.paneHead}>
        <h2 className={classes.paneTitle}>{texts.title}</h2>
        <TargetPicker />
        {coverage.requiredOpen > 0 ? (
          <button
            type="button"
            className={classes.needed}
            title={`${mapperTexts.coverage.next} (N)`}
            onClick={() => goToTarget(mapper, coverage.needed[0]?.path ?? '')}
          >
            {mapperTexts.coverage.required(coverage.requiredOpen)}
          </button>
        ) : (
          schema && <span className={classes.complete}>{mapperTexts.coverage.complete}</span>
        )}
      </header>
      <PaneSearch side="target" placeholder={mapperTexts.source.find(count)} rows={rows}>
        <SegmentedControl
          size="xs"
          aria-label={texts.filter}
          value={filter}
          onChange={(next) => state.setState({ filter: next === 'open' ? 'open' : 'all' })}
          data={[
            { value: 'all', label: texts.all },
            { value: 'open', label: texts.open(open) },
          ]}
        />
        <GroupButtons side="target" />
      </PaneSearch>
      {target.children.length === 0 ? (
        <div className={classes.emptyPane}>
          <EmptyState title={texts.empty} action={<TargetStarts />}>
            {texts.emptyHelp}
          </EmptyState>
          <AddField />
        </div>
      ) : rows.rows.length === 0 && filter === 'open' ? (
        <div className={classes.emptyPane}>
          <EmptyState title={texts.nothingOpen} />
        </div>
      ) : (
        <FieldTree
          side="target"
          label={texts.tree}
          rows={rows}
          onGrab={onGrab}
          rowState={(row) => stateOf(mapper, row)}
          renderRow={(row) => <TargetRow row={row} />}
        />
      )}
      {target.children.length > 0 && !schema && <AddField />}
    </section>
  );
}

function TargetRow({ row }: { row: FieldRow }) {
  const mapper = useMapper();
  const { lineOf, result, coverage, own, redact, privateTexts, run } = mapper;
  const isRevealed = useMapperState((now) => now.isRevealed);
  const { field } = row;
  const lines = lineOf.get(field.path) ?? [];
  const badge = lines[0]?.badge ?? null;
  const value = valuesAt(result, pathNames(field.path)).find((each) => each !== undefined);
  const isFailing = lines.some(({ at }) => run?.failures.get(at)?.samples.includes(0));
  const fieldState = coverage.states.get(field.path);
  const isHidden = !isRevealed && (isPrivate(field.path, redact) || withDots(value, redact, privateTexts) !== value);
  return (
    <>
      <KindBadge field={field} />
      <span className={classes.name} data-group={row.hasChildren || undefined}>
        {field.name}
        {field.isRequired && (
          <span className={classes.star} aria-hidden>
            *
          </span>
        )}
        <span className="visually-hidden">, {wordsOf(mapper, row)} </span>
      </span>
      {badge !== null && (
        <span className={classes.badge} data-kind={badge}>
          {badge}
        </span>
      )}
      {own.has(field.path) && (
        <span className={classes.badge} data-kind="own">
          {texts.own}
        </span>
      )}
      <span className={classes.right}>
        {isFailing ? (
          <span className={classes.value} data-kind="bad">
            {mapperTexts.row.failing}
          </span>
        ) : fieldState === 'needed' ? (
          <span className={classes.value} data-kind="bad">
            {mapperTexts.row.missing}
          </span>
        ) : fieldState === 'open' && isLeaf(field) ? (
          <span className={classes.value} data-kind="none">
            {mapperTexts.row.notMapped}
          </span>
        ) : fieldState === 'mapped' &&
          isLeaf(field) &&
          result !== undefined &&
          (value === undefined || value === null) &&
          !field.path.includes('[]') ? (
          <span className={classes.value} data-kind="none">
            {mapperTexts.detail.noValue}
          </span>
        ) : (
          <ValueText value={value} isHidden={typeof value !== 'object' && isHidden} />
        )}
      </span>
    </>
  );
}

function stateOf({ coverage, lineOf, run, problems }: Mapper, { field }: FieldRow): string | undefined {
  if (lineOf.get(field.path)?.some(({ at }) => run?.failures.get(at)?.samples.includes(0))) return 'failing';
  const now = coverage.states.get(field.path);
  // A mapping that is only begun is not painted red all over.
  if (now === 'needed') return coverage.requiredOpen <= markedAtMost ? 'needed' : 'open';
  if (problems.some((problem) => problem.field === field.path && problem.kind !== 'missing')) return 'failing';
  return lineOf.has(field.path) ? 'mapped' : undefined;
}

/** What a row says beside its name, to who does not see it. */
function wordsOf({ coverage }: Mapper, { field }: FieldRow): string {
  const now = coverage.states.get(field.path);
  return [kindWords(field), field.isRequired && mapperTexts.row.required, now && mapperTexts.row.state[now]]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(', ');
}

/** A field that no contract names, by its path. */
function AddField() {
  const mapper = useMapper();
  const [name, setName] = useState<string | null>(null);
  const add = () => {
    const target = (name ?? '').trim();
    setName(null);
    if (target === '' || mapper.targetOf.has(target)) return;
    mapper.change([{ at: `fields.${mapper.fields.length}`, value: { target, value: '' } }], mapperTexts.detail.mapTitle(target));
    mapper.state.setState({ target });
  };
  if (name === null) {
    return (
      <button type="button" className={classes.addField} onClick={() => setName('')}>
        <Glyph name="plus" size={14} />
        {texts.add}
      </button>
    );
  }
  return (
    <input
      className={classes.addInput}
      aria-label={texts.addLabel}
      placeholder={texts.addHint}
      value={name}
      // biome-ignore lint/a11y/noAutofocus: asked for by the button in its place
      autoFocus
      spellCheck={false}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={add}
      onKeyDown={(event) => {
        if (event.key === 'Enter') add();
        if (event.key === 'Escape') {
          event.stopPropagation();
          setName(null);
        }
      }}
    />
  );
}
