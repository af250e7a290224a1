import { Button, Modal, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Column } from '../../kit/data-table/column.ts';
import { DataTable } from '../../kit/data-table/data-table.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import type { ShadowReport } from '../../server/shapes.ts';
import { chooseEnvironment } from '../../shell/environment.ts';
import { shadowTexts as texts } from '../../texts/shadow.ts';
import classes from './shadow-panel.module.css';
import { areOrders, fieldOf, type ShadowRun, sideOf, stepName } from './shadow-words.ts';

/** `isFirst`: the run is named there. */
type Line = {
  readonly run: ShadowRun;
  readonly index: number;
  readonly isFirst: boolean;
  readonly difference: ShadowRun['differences'][number];
};
type Props = { readonly env: string; readonly report: ShadowReport; readonly onClose: () => void };

/** Each run that would differ, field by field; Enter or a double click opens it. */
export function ShadowRunsDialog({ env, report, onClose }: Props) {
  const [, go] = useLocation();
  const [selected, setSelected] = useState<string | null>(null);
  const { summary, runs, hasValues } = report;
  const [group, setGroup] = useState<string | null>(null);
  const lines = useMemo(() => linesOf(runs, group === null ? null : Number(group)), [runs, group]);
  const columns = useMemo(() => columnsOf(summary, hasValues, env), [summary, hasValues, env]);
  const what = texts.what(summary.differ, areOrders(runs));
  const open = (run: string) => {
    chooseEnvironment(env);
    go(`/runs/${run}`);
  };
  const chosen = lines.find((line) => idOf(line) === selected);
  return (
    <Modal opened onClose={onClose} title={texts.listTitle(what, env)} size={980}>
      {summary.groups.length > 1 && (
        <Select
          className={classes.filter ?? ''}
          size="xs"
          clearable
          aria-label={texts.onlyThis}
          placeholder={texts.allFields}
          value={group}
          data={summary.groups.map((one, index) => ({
            value: String(index),
            label: texts.groupOf(fieldOf(one), stepName(summary, one.flow, one.step), one.count),
          }))}
          onChange={setGroup}
        />
      )}
      <div className={classes.list}>
        <DataTable
          label={texts.listTitle(what, env)}
          columns={columns}
          rows={lines}
          rowId={idOf}
          selectedId={selected}
          onSelect={(line) => setSelected(idOf(line))}
          onOpen={({ run }) => open(run.id)}
          minWidth={760}
        />
      </div>
      <div className={classes.foot}>
        <span>
          {runs.length < summary.differ && texts.shown(runs.length, summary.differ)} {!hasValues && texts.noValues(env)}
        </span>
        <span>
          {chosen && (
            <Button size="xs" mr={8} onClick={() => open(chosen.run.id)}>
              {texts.open}
            </Button>
          )}
          <Button size="xs" variant="filled" onClick={onClose}>
            {texts.close}
          </Button>
        </span>
      </div>
    </Modal>
  );
}

/** Field by field; of one group, or of all. */
function linesOf(runs: readonly ShadowRun[], group: number | null): readonly Line[] {
  return runs.flatMap((run) =>
    run.differences
      .map((difference, index) => ({ run, index, difference }))
      .filter(({ difference }) => group === null || difference.group === group)
      .map((line, place) => ({ ...line, isFirst: place === 0 })),
  );
}

function idOf({ run, index }: Line): string {
  return `${run.id} ${index}`;
}

function columnsOf(summary: ShadowReport['summary'], hasValues: boolean, env: string): readonly Column<Line>[] {
  return [
    {
      id: 'run',
      title: texts.columns.run,
      width: 'minmax(110px, 1fr)',
      render: ({ run, isFirst }) => (isFirst ? <RunLink run={run} env={env} /> : null),
    },
    {
      id: 'step',
      title: texts.columns.step,
      width: 'minmax(120px, 1.2fr)',
      render: ({ run, difference }) => <span className={classes.cell}>{stepName(summary, run.flow, difference.step)}</span>,
    },
    {
      id: 'field',
      title: texts.columns.field,
      width: 'minmax(110px, 1.2fr)',
      render: ({ run, index, difference }) => (
        <span className={`${classes.cell} ${classes.value}`}>
          {fieldOf(difference)}
          {index === run.differences.length - 1 && run.more > 0 ? ` ${texts.moreOf(run.more)}` : ''}
        </span>
      ),
    },
    {
      id: 'from',
      title: texts.columns.was,
      width: 'minmax(110px, 1.3fr)',
      render: ({ difference }) => <Value words={sideOf(difference, 'from', hasValues)} />,
    },
    {
      id: 'to',
      title: texts.columns.wouldBe,
      width: 'minmax(110px, 1.3fr)',
      render: ({ difference }) => <Value words={sideOf(difference, 'to', hasValues)} />,
    },
    {
      id: 'at',
      title: texts.columns.when,
      width: '120px',
      render: ({ run, isFirst }) => (isFirst ? <RelativeTime at={run.at} /> : null),
    },
  ];
}

function RunLink({ run, env }: { run: ShadowRun; env: string }) {
  return (
    <Link
      href={`/runs/${run.id}`}
      className={run.fails ? `${classes.cell} ${classes.bad}` : classes.cell}
      onClick={() => chooseEnvironment(env)}
    >
      {run.title}
    </Link>
  );
}

function Value({ words }: { words: string }) {
  return (
    <span className={`${classes.cell} ${classes.value}`} title={words}>
      {words}
    </span>
  );
}
