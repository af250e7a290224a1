import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Note } from '../../kit/note.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import type { Environment } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { rolloutTexts } from '../../texts/rollout.ts';
import type { DeployedNow } from '../shapes.ts';
import { deploymentCalls, loadDeploymentsAgain } from './deployment-calls.ts';

type Props = { readonly flow: string; readonly env: Environment; readonly channel: string; readonly now: DeployedNow };

/** That it is paused, and that another version is to come. */
export function NowNotes({ flow, env, channel, now }: Props) {
  const may = useMay();
  const resume = useMutation({ mutationFn: () => deploymentCalls.resume(flow, env.name), onSuccess: loadDeploymentsAgain });
  const cancel = useMutation({ mutationFn: () => deploymentCalls.cancelSchedule(flow, env.name), onSuccess: loadDeploymentsAgain });
  return (
    <>
      {now.paused && (
        <Note
          family="wait"
          icon="player-pause"
          action={
            may('deployments.pause', env.name, channel) && (
              <Button
                size="xs"
                variant={env.class === 'prod' ? 'prod' : 'filled'}
                leftSection={<Glyph name="player-play" size={14} />}
                loading={resume.isPending}
                onClick={() => resume.mutate()}
              >
                {texts.resumeIn(env.name)}
              </Button>
            )
          }
        >
          <strong>
            <Phrase text={texts.pausedNow} by={now.paused.by} when={<RelativeTime at={now.paused.since} />} why={now.paused.why} />
          </strong>{' '}
          {now.paused.mode === 'refuse' ? texts.pausedRefuse : texts.pausedQueue(now.waiting)}{' '}
          {now.paused.until !== null && <Phrase text={texts.pausedUntil} when={<RelativeTime at={now.paused.until} />} />}
        </Note>
      )}
      {now.notMade && (
        <Note
          family="bad"
          icon="alert-circle"
          action={
            !now.scheduled &&
            may('flows.deploy', env.name, channel) && (
              <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                {rolloutTexts.takeNote}
              </Button>
            )
          }
        >
          <strong>
            <Phrase
              text={now.notMade.isRollout ? rolloutTexts.wentBack : texts.notMade}
              version={texts.v(now.notMade.version)}
              when={<RelativeTime at={now.notMade.at} />}
            />
          </strong>{' '}
          {now.notMade.words}
        </Note>
      )}
      {resume.isError && <FailureNote what={texts.failed.resume} failure={resume.error} />}
      {now.scheduled && (
        <Note
          family="info"
          icon="calendar-time"
          action={
            may('flows.deploy', env.name, channel) && (
              <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                {texts.cancelThis}
              </Button>
            )
          }
        >
          <Phrase
            text={texts.scheduledNow}
            version={<b className="mono">{now.scheduled.version === null ? texts.nothing : texts.v(now.scheduled.version)}</b>}
            when={<RelativeTime at={now.scheduled.at} />}
            by={now.scheduled.by}
          />{' '}
          {now.scheduled.why}
        </Note>
      )}
      {cancel.isError && <FailureNote what={texts.failed.cancel} failure={cancel.error} />}
    </>
  );
}
