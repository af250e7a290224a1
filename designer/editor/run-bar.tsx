import { Button } from '@mantine/core';
import { IconPencil, IconSquare } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { CopyButton } from '../kit/copy-button.tsx';
import { Duration } from '../kit/duration.tsx';
import { isUnderWay, runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { versionText } from '../runs/run-words.ts';
import { client, reply } from '../server/client.ts';
import { useRun } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useEditor } from '../state/editor-context.tsx';
import { MakeCaseButton } from '../test-cases/make-case-button.tsx';
import { runStepsTexts as texts } from '../texts/run-steps.ts';
import classes from './editor-bar.module.css';
import { tabPath } from './editor-tabs.ts';

/** Right side of the bar while a run is shown. */
export function RunBar({ runId }: { runId: string }) {
  const { flowId, view } = useEditor();
  const [, go] = useLocation();
  const run = useRun(runId).data;
  const cancel = useMutation({
    mutationFn: () => reply(client.POST('/api/runs/{id}/cancellation', { params: { path: { id: runId } } })),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: queryKeys.run(runId) }),
  });
  return (
    <>
      <span className={classes.note}>
        {texts.bar.run}{' '}
        <Link href={`/runs/${runId}`} className="mono">
          {run?.title ?? runId}
        </Link>
        <CopyButton text={() => runId} label={texts.bar.copyId} />
      </span>
      {run && (
        <>
          <StatusBadge look={runLooks[run.status]} variant="pill" />
          <span className={classes.note}>
            <Duration ms={run.durationMs} since={run.createdAt} />
          </span>
          <span className={classes.note}>
            {run.isTest ? texts.bar.whereTest(versionText(run), run.env) : texts.bar.where(versionText(run), run.env)}
          </span>
        </>
      )}
      {run && isUnderWay(run.status) && (
        <Button size="xs" leftSection={<IconSquare size={14} stroke={1.75} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {texts.bar.cancel}
        </Button>
      )}
      {run && <MakeCaseButton run={run} size="xs" />}
      <Button
        size="xs"
        leftSection={<IconPencil size={14} stroke={1.75} />}
        onClick={() => {
          if (run?.isTest) view.setState({ testRunId: runId });
          go(tabPath(flowId, 'design'));
        }}
      >
        {texts.bar.back}
      </Button>
    </>
  );
}
