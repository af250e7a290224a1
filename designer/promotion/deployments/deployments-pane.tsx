import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { EmptyState } from '../../kit/empty-state.tsx';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Note } from '../../kit/note.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { useLoadingPhase } from '../../kit/use-loading-phase.ts';
import { useSignedIn } from '../../server/session.ts';
import { useMay } from '../../server/use-may.ts';
import { chooseEnvironment } from '../../shell/environment.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { composePath } from '../promotion-address.ts';
import { useDeployments } from '../promotion-queries.ts';
import { RolloutNote } from '../rollout/rollout-note.tsx';
import { DeploymentLine } from './deployment-line.tsx';
import { waysBack } from './deployment-words.ts';
import classes from './deployments.module.css';
import { NowNotes } from './now-notes.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { type Left, RollBackDialog } from './roll-back-dialog.tsx';

type Props = {
  readonly flow: string;
  readonly name: string;
  readonly env: string;
  /** Roles may be held for some channels only. */
  readonly channel: string;
  /** Beside the board, with a head of its own; in the editor the flow stands above it already. */
  readonly isPane?: boolean;
};

/** What runs of a flow in an environment and what ran before: who, when, why; the way back, and pausing. */
export function DeploymentsPane({ flow, name, env, channel, isPane = false }: Props) {
  const [, go] = useLocation();
  const { environments } = useSignedIn();
  const may = useMay();
  const deployments = useDeployments(flow, env);
  const phase = useLoadingPhase(deployments.isPending);
  const [backTo, setBackTo] = useState<number | null>(null);
  const [left, setLeft] = useState<readonly Left[]>([]);
  const [isPausing, setPausing] = useState(false);
  const at = environments.findIndex((environment) => environment.name === env);
  const environment = environments[at];
  const before = environments[at - 1]?.name ?? null;
  if (!environment) return null;
  const items = deployments.data?.items ?? [];
  const here = deployments.data?.now.find((each) => each.env === env);
  const now = here?.deployment ?? null;
  const back = waysBack(items, now?.version ?? null);
  const target = backTo === null ? undefined : items.find((row) => row.number === backTo);
  const mayGoBack = may('deployments.rollback', env, channel);
  return (
    <div className={classes.root}>
      <header className={classes.head}>
        {isPane && <h2 className={classes.title}>{name}</h2>}
        <EnvChip name={env} kind={environment.class} />
        {now && <b className="mono">{texts.v(now.version)}</b>}
        <span className={classes.acts}>
          {isPane && (
            <Button size="xs" component={Link} href={`/flows/${flow}/versions?env=${env}`}>
              {texts.openFlow}
            </Button>
          )}
          <Button size="xs" component={Link} href={`/runs?flow=${flow}`} onClick={() => chooseEnvironment(env)}>
            {texts.openRuns}
          </Button>
          {now && here && !here.paused && may('deployments.pause', env, channel) && (
            <Button size="xs" leftSection={<Glyph name="player-pause" size={14} />} onClick={() => setPausing(true)}>
              {texts.pause}
            </Button>
          )}
          {now && may('promotions.request') && environments[at + 1] && (
            <Button
              size="xs"
              leftSection={<Glyph name="arrow-right" size={14} />}
              onClick={() =>
                go(
                  composePath({
                    from: env,
                    to: environments[at + 1]?.name ?? '',
                    items: [{ kind: 'flow', id: flow, version: now.version }],
                  }),
                )
              }
            >
              {texts.promoteOn(environments[at + 1]?.name ?? '')}
            </Button>
          )}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
      <section className={classes.body} aria-label={texts.deploymentsOf(env)} tabIndex={0}>
        {deployments.isError && (
          <FailureNote what={texts.historyFailed} failure={deployments.error} onRetry={() => void deployments.refetch()} />
        )}
        {phase === 'skeleton' && <Skeleton rows={4} rowHeight={72} what={texts.theHistory} />}
        {left.length > 0 && (
          <Note family="warn" icon="alert-triangle">
            {texts.leftAsIs}
            <ul className={classes.left}>
              {left.map((each) => (
                <li key={`${each.kind} ${each.name}`}>{texts.leftLine(each.name, each.why)}</li>
              ))}
            </ul>
          </Note>
        )}
        {here && now?.rollout && (
          <RolloutNote flow={flow} name={name} env={environment} channel={channel} deployment={now} counts={here.rolloutCounts} />
        )}
        {here && <NowNotes flow={flow} env={environment} channel={channel} now={here} />}
        {phase === 'ready' && deployments.data && items.length === 0 && (
          <EmptyState title={texts.neverDeployed(env)}>{texts.neverDeployedHelp(before)}</EmptyState>
        )}
        {phase === 'ready' && items.length > 0 && (
          <ol className={classes.list}>
            {items.map((row) => (
              <DeploymentLine
                key={row.number}
                row={row}
                flow={flow}
                current={now?.version ?? null}
                onBack={mayGoBack && back.includes(row) ? () => setBackTo(row.number) : undefined}
              />
            ))}
          </ol>
        )}
      </section>
      {target && (
        <RollBackDialog
          flow={flow}
          name={name}
          environment={environment}
          target={target}
          current={items.find((row) => row.number === now?.number)}
          onDone={setLeft}
          onClose={() => setBackTo(null)}
        />
      )}
      {isPausing && <PauseDialog flow={flow} name={name} environment={environment} onClose={() => setPausing(false)} />}
    </div>
  );
}
