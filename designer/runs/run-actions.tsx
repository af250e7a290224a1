import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { isUnderWay } from '../kit/status.ts';
import { useNow } from '../kit/use-now.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import type { RunDetail } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { environmentNamed } from '../shell/environment.ts';
import { MakeCaseButton } from '../test-cases/make-case-button.tsx';
import { runsTexts as texts } from '../texts/runs.ts';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { replayButton } from './replay-plan.ts';
import classes from './run-actions.module.css';
import { canReplay, replayCount } from './run-words.ts';

/** What can be done with a run: replay what failed, cancel what is under way, see it on the canvas. */
export function RunActions({
  run,
  isQuiet = false,
}: {
  run: RunDetail /** Another button of the view is the primary one. */;
  isQuiet?: boolean;
}) {
  const now = useNow();
  const [, go] = useLocation();
  const [isReplaying, setReplaying] = useState(false);
  const [isGivingUp, setGivingUp] = useState(false);
  const isProd = environmentNamed(useSignedIn().environments, run.env).class === 'prod';
  const may = useMay();
  const mayReplay = may('runs.replay', run.env, run.channel);
  const open = replayCount(run, null);
  const refusal = canReplay(run, now);
  const cancel = useMutation({
    mutationFn: () => reply(client.POST('/api/runs/{id}/cancellation', { params: { path: { id: run.id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.run(run.id) }),
  });
  return (
    <>
      <div className={classes.actions}>
        {mayReplay && !isUnderWay(run.status) && (
          <Button
            variant={open === 0 || isQuiet ? 'default' : isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name="refresh" size={14} />}
            disabled={refusal !== true}
            title={refusal === true ? undefined : refusal}
            onClick={() => setReplaying(true)}
          >
            {replayButton(open, false, isProd)}
          </Button>
        )}
        {mayReplay && run.compensation?.state === 'possible' && (
          <Button leftSection={<Glyph name="arrow-back-up" size={14} />} onClick={() => setGivingUp(true)}>
            {texts.giveUp}
          </Button>
        )}
        {mayReplay && isUnderWay(run.status) && (
          <Button leftSection={<Glyph name="player-stop" size={14} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {texts.cancelRun}
          </Button>
        )}
        <MakeCaseButton run={run} />
        <Button
          component={Link}
          href={`/flows/${run.flow.id}/runs?run=${encodeURIComponent(run.id)}`}
          leftSection={<Glyph name="git-branch" size={14} />}
        >
          {texts.seeInFlow}
        </Button>
      </div>
      {cancel.isError && <FailureNote what={texts.theRunWasNotCancelled} failure={cancel.error} />}
      <GiveUpDialog
        run={run}
        isProd={isProd}
        isOpen={isGivingUp}
        onClose={() => setGivingUp(false)}
        onStarted={(id) => go(`/runs/${id}`)}
      />
      <ReplayDialog
        runId={run.id}
        count={open}
        isProd={isProd}
        isOpen={isReplaying}
        onClose={() => setReplaying(false)}
        onReplayed={(id) => go(`/runs/${id}`)}
      />
    </>
  );
}
