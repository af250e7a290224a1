import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { ApiFailure } from '../server/api-failure.ts';
import { useRun } from '../server/queries.ts';
import type { RunDetail } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { Page } from '../shell/page.tsx';
import { runsTexts as texts } from '../texts/runs.ts';
import { RunHead } from './run-head.tsx';
import classes from './run-page.module.css';
import { StepDetail } from './step-detail.tsx';
import { StepList } from './step-list.tsx';
import { useSelectedStep } from './use-selected-step.ts';

/** One run on a page of its own: its head, its steps on a time axis, and the selected step. */
export function RunPage({ runId }: { runId: string }) {
  const run = useRun(runId);
  const phase = useLoadingPhase(run.isPending);
  useLiveEvents(run.data ? { env: run.data.env, run: runId } : null);
  return (
    <Page crumbs={[{ title: texts.runs, path: '/runs' }, { title: run.data?.title ?? runId }]}>
      {run.isError && !run.data && <RunFailure runId={runId} failure={run.error} onRetry={() => void run.refetch()} />}
      {phase === 'skeleton' && <Skeleton rows={12} rowHeight={34} what={texts.theRun} />}
      {phase === 'ready' && run.data && <Loaded run={run.data} />}
    </Page>
  );
}

function Loaded({ run }: { run: RunDetail }) {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const [selected, setChosen] = useSelectedStep(run, search.get('step'));
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'run.flow',
        title: texts.seeRunInFlow,
        icon: 'git-branch',
        group: texts.run,
        shortcut: 'o',
        run: () => go(`/flows/${run.flow.id}/runs?run=${encodeURIComponent(run.id)}`),
      },
      {
        id: 'run.back',
        title: texts.backToRuns,
        icon: 'list-search',
        group: texts.run,
        shortcut: 'escape',
        isKeyOnly: true,
        run: () => go('/runs'),
      },
    ],
    [run.flow.id, run.id, go],
  );
  useCommands('run', commands);
  return (
    <>
      <RunHead run={run} />
      <div className={classes.columns}>
        <div className={classes.steps}>
          <StepList runId={run.id} selectedNode={selected} onSelect={setChosen} />
        </div>
        <div className={classes.detail}>
          <StepDetail
            runId={run.id}
            selectedNode={selected}
            onReplayed={(id) => go(`/runs/${id}`)}
            onSelect={setChosen}
            startItem={search.get('item')}
          />
        </div>
      </div>
    </>
  );
}

function RunFailure({ runId, failure, onRetry }: { runId: string; failure: Error; onRetry: () => void }) {
  if (failure instanceof ApiFailure && failure.status === 404) {
    return (
      <EmptyState
        title={texts.thereIsNoRun(runId)}
        action={
          <Button component={Link} href={`/runs?key=${encodeURIComponent(runId)}`}>
            {texts.searchFor(runId)}
          </Button>
        }
      >
        {texts.itsRetentionMayHaveEnded}
      </EmptyState>
    );
  }
  return (
    <div className={classes.note}>
      <FailureNote what={texts.theRunCouldNotBe} failure={failure} onRetry={onRetry} />
    </div>
  );
}
