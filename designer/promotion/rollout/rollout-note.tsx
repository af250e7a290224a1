import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { formatCount } from '../../kit/format.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import type { Environment } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts } from '../../texts/promotion.ts';
import { rolloutTexts as texts } from '../../texts/rollout.ts';
import { deploymentCalls, loadDeploymentsAgain } from '../deployments/deployment-calls.ts';
import type { DeployedNow } from '../shapes.ts';
import { GoBackDialog } from './go-back-dialog.tsx';
import classes from './rollout.module.css';
import { nextShares } from './rollout-steps.ts';

type Props = {
  readonly flow: string;
  readonly name: string;
  readonly env: Environment;
  readonly channel: string;
  readonly deployment: NonNullable<DeployedNow['deployment']>;
  readonly counts: DeployedNow['rolloutCounts'];
};

type Side = NonNullable<DeployedNow['rolloutCounts']>['live'];

/** So many runs of a side are counted. */
const mostCounted = 1000;

/** Two versions that share the messages: how both do, and what can be done about it. */
export function RolloutNote({ flow, name, env, channel, deployment, counts }: Props) {
  const may = useMay();
  const [isGoingBack, setGoingBack] = useState(false);
  const change = useMutation({
    mutationFn: (share: number) => deploymentCalls.changeShare(flow, env.name, share),
    onSuccess: loadDeploymentsAgain,
  });
  const { rollout, version } = deployment;
  if (!rollout) return null;
  const coming = promotionTexts.v(rollout.version);
  const isProd = env.class === 'prod';
  return (
    <section className={classes.note} aria-label={texts.title}>
      <p>
        <Phrase text={texts.comes} version={<b className="mono">{coming}</b>} when={<RelativeTime at={rollout.since} />} by={rollout.by} />{' '}
        {rollout.why}
      </p>
      <table className={classes.sides} aria-label={texts.sides}>
        <thead>
          <tr>
            <th scope="col">{texts.version}</th>
            <th scope="col">{texts.messages}</th>
            <th scope="col">{texts.ended}</th>
            <th scope="col">{texts.failed}</th>
          </tr>
        </thead>
        <tbody>
          <SideRow version={coming} share={rollout.share} side={counts?.coming} isComing />
          <SideRow version={promotionTexts.v(version)} share={100 - rollout.share} side={counts?.live} />
        </tbody>
      </table>
      {rollout.stopWhen && <p className={classes.hint}>{texts.goesBackAt(rollout.stopWhen.failedPercent, rollout.stopWhen.atLeast)}</p>}
      {change.isError && <FailureNote what={texts.failures.share} failure={change.error} />}
      {may('deployments.rollout', env.name, channel) && (
        <div className={classes.acts}>
          <Button size="xs" leftSection={<Glyph name="arrow-back-up" size={14} />} onClick={() => setGoingBack(true)}>
            {texts.goBack}
          </Button>
          {nextShares(rollout.share).map((share) => (
            <Button
              key={share}
              size="xs"
              loading={change.isPending && change.variables === share}
              disabled={change.isPending}
              onClick={() => change.mutate(share)}
            >
              {texts.growTo(share)}
            </Button>
          ))}
          <Button
            size="xs"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name={isProd ? 'lock' : 'send'} size={14} />}
            loading={change.isPending && change.variables === 100}
            disabled={change.isPending}
            onClick={() => change.mutate(100)}
          >
            {texts.complete(coming)}
          </Button>
        </div>
      )}
      {isGoingBack && (
        <GoBackDialog flow={flow} name={name} env={env} version={promotionTexts.v(version)} onClose={() => setGoingBack(false)} />
      )}
    </section>
  );
}

function SideRow({
  version,
  share,
  side,
  isComing = false,
}: {
  version: string;
  share: number;
  side: Side | undefined;
  isComing?: boolean;
}) {
  return (
    <tr data-coming={isComing || undefined}>
      <th scope="row" className="mono">
        {version}
      </th>
      <td>
        <span className={classes.bar} aria-hidden>
          <span style={{ width: `${share}%` }} />
        </span>
        {texts.percent(share)}
      </td>
      <td>{side ? endedWords(side) : null}</td>
      <td data-bad={(side?.failed ?? 0) > 0 || undefined}>{side ? failedWords(side) : null}</td>
    </tr>
  );
}

function endedWords({ runs }: Side): string {
  if (runs === 0) return texts.noneYet;
  return runs >= mostCounted ? texts.counted(formatCount(runs)) : formatCount(runs);
}

function failedWords({ runs, failed }: Side): string {
  return runs === 0 ? '' : texts.failedOf(formatCount(failed), Math.round((failed / runs) * 100));
}
