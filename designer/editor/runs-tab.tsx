import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Column } from '../kit/data-table/column.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { Duration } from '../kit/duration.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { versionText } from '../runs/run-words.ts';
import { TriggerStrip } from '../runs/trigger-strip.tsx';
import { useRuns } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { readAgain } from '../server/read-again.ts';
import type { RunSummary } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useEditor } from '../state/editor-context.tsx';
import { editorTexts as texts } from '../texts/editor.ts';
import { tabPath } from './editor-tabs.ts';
import classes from './tabs.module.css';

/** This flow's runs in the environment, tests included; a row opens the run on the canvas. */
export function RunsTab() {
  const { flowId, env } = useEditor();
  const [, go] = useLocation();
  const [selected, setSelected] = useState<string | null>(null);
  const runs = useRuns({ env, flow: flowId, status: [], key: '', hours: null, tests: 'with' });
  useLiveEvents({ env, flow: flowId }, (event) => {
    if (event.event === 'run') readAgain(queryClient, queryKeys.runs);
  });
  const rows = useMemo(() => runs.data?.pages.flatMap((page) => page.items) ?? [], [runs.data]);
  const phase = useLoadingPhase(runs.isPending);

  if (runs.isError && !runs.data) {
    return (
      <div className={classes.padded}>
        <FailureNote what={texts.theRunsCouldNotBe} failure={runs.error} onRetry={() => void runs.refetch()} />
      </div>
    );
  }
  if (phase !== 'ready') return phase === 'skeleton' ? <Skeleton rows={12} rowHeight={34} what={texts.theRuns} /> : null;
  if (rows.length === 0) {
    return (
      <div>
        <TriggerStrip flowId={flowId} env={env} />
        <div className={classes.padded}>
          <EmptyState title={texts.noRunOfThisFlow(env)}>{texts.runATestOnThe}</EmptyState>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.table}>
      <TriggerStrip flowId={flowId} env={env} />
      <DataTable
        label={texts.runsOfThisFlow}
        columns={columns}
        rows={rows}
        rowId={rowId}
        selectedId={selected}
        onSelect={(run) => setSelected(run.id)}
        onOpen={(run) => go(tabPath(flowId, 'runs', run.id))}
        opensOnClick
        minWidth={760}
        isDimmed={runs.isPlaceholderData}
        onEndReached={() => runs.hasNextPage && !runs.isFetchingNextPage && void runs.fetchNextPage()}
      />
    </div>
  );
}

const rowId = (run: RunSummary) => run.id;

const columns: Column<RunSummary>[] = [
  { id: 'started', title: texts.started, width: '140px', render: (run) => <RelativeTime at={run.createdAt} /> },
  { id: 'key', title: texts.key, width: 'minmax(140px, 1fr)', render: (run) => <span className="mono">{run.title}</span> },
  { id: 'status', title: texts.status, width: '130px', render: (run) => <StatusBadge look={runLooks[run.status]} variant="quiet" /> },
  {
    id: 'error',
    title: texts.whatHappened,
    width: 'minmax(180px, 2fr)',
    render: (run) => <span className="ellipsis">{run.error?.message ?? ''}</span>,
  },
  {
    id: 'version',
    title: texts.version,
    width: '110px',
    render: (run) => (
      <span>
        {versionText(run)}
        {run.isTest ? ', test' : ''}
      </span>
    ),
  },
  {
    id: 'items',
    title: texts.items,
    width: '80px',
    align: 'right',
    render: (run) => <span className="number">{formatCount(run.items.total)}</span>,
  },
  {
    id: 'duration',
    title: texts.duration,
    width: '90px',
    align: 'right',
    render: (run) => <Duration ms={run.durationMs} since={run.createdAt} />,
  },
];
