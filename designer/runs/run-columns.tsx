import type { Column } from '../kit/data-table/column.ts';
import { Duration } from '../kit/duration.tsx';
import { formatCount } from '../kit/format.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { RunSummary } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { RunStatusBadge } from './run-status.tsx';
import { tagOf, versionText } from './run-words.ts';
import classes from './runs-page.module.css';

/** Started, flow, key, channel, status, items, duration. */
export const runColumns: Column<RunSummary>[] = [
  {
    id: 'started',
    title: texts.started,
    width: '128px',
    render: (run) => <RelativeTime at={run.createdAt} className={classes.secondary ?? ''} />,
  },
  { id: 'key', title: texts.key, width: 'minmax(110px, 1fr)', render: (run) => <KeyText>{run.title}</KeyText> },
  { id: 'flow', title: texts.flow, width: 'minmax(176px, 2fr)', render: (run) => <FlowCell run={run} /> },
  {
    id: 'channel',
    title: texts.channel,
    width: 'minmax(80px, 1fr)',
    render: (run) => <span className={classes.secondary}>{run.channel}</span>,
  },
  { id: 'status', title: texts.status, width: 'minmax(176px, 1.4fr)', render: (run) => <RunStatusBadge run={run} variant="quiet" /> },
  { id: 'items', title: texts.items, width: '72px', align: 'right', render: (run) => itemsCell(run) },
  {
    id: 'duration',
    title: texts.duration,
    width: '84px',
    align: 'right',
    render: (run) => <Duration ms={run.durationMs} since={run.createdAt} />,
  },
];

function FlowCell({ run }: { run: RunSummary }) {
  return (
    <>
      <span className={classes.flowName}>{run.flow.name}</span> <span className={classes.version}>{versionText(run)}</span>
      {run.isTest && <span className={classes.tag}>test</span>}
      {run.replayOf !== null && <span className={classes.tag}>replay</span>}
      {tagOf(run) !== null && <span className={classes.tag}>{tagOf(run)}</span>}
    </>
  );
}

function itemsCell(run: RunSummary): string {
  const { total, failed } = run.items;
  return failed > 0 ? `${formatCount(Math.max(0, total - failed))} / ${formatCount(total)}` : formatCount(total);
}

/** With a run open beside the list there is room for what tells runs apart. */
export const fewRunColumns = runColumns.filter((column) => column.id !== 'channel');
