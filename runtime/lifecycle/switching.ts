import type { Flow } from '@crossdock/flows/document/flow';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { type Configuration, type ConfigurationResources, configurationOf } from './configuration.ts';
import { connectionsOf } from './connections-of.ts';
import type { Deployment, DeploymentReply, Wanted } from './deploying.ts';
import type { DeploymentGuard } from './deployment-guard.ts';
import type { LiveDeployments } from './live-deployments.ts';
import { type LiveFlow, type LiveState, liveIn, switched, type VersionChange } from './live-state.ts';
import { refuseMissing } from './refuse-missing.ts';
import { refuseRollout } from './refuse-rollout.ts';
import type { RolloutRequest } from './rollout.ts';
import { shownRollout } from './shown-rollout.ts';
import type { PublishedVersion } from './versions.ts';

export type Asked = {
  readonly by: string;
  readonly why?: string | undefined;
  readonly promotion?: string | null | undefined;
  /** What runs there already keeps the rest of the messages. */
  readonly rollout?: RolloutRequest | undefined;
};
/** A wanted version with its document; null: the flow goes. */
export type Coming = { readonly flow: string; readonly version: PublishedVersion | null };
type ComingDocument = { readonly flow: string; readonly version: Pick<PublishedVersion, 'flow'> | null };
type Kind = 'deploy' | 'rollback' | 'withdraw';

export type SwitchingResources = Omit<ConfigurationResources, 'lookups' | 'variables'> & {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly deployments: LiveDeployments;
  readonly guard: DeploymentGuard;
  readonly lookups: ConfigurationResources['lookups'] & { names(env?: string): readonly string[] };
  readonly variables: ConfigurationResources['variables'] & { names(env?: string): readonly string[] };
  readonly connectionNames: (env: string) => readonly string[];
  /** Throws NO_SUCH_FLOW, NO_SUCH_VERSION. */
  readonly versionOf: (flow: string, number: number) => Promise<PublishedVersion>;
};

/** Versions coming into an environment and leaving it, checked, all at once, and written down. */
export type Switching = {
  coming(wanted: readonly Wanted[]): Promise<readonly Coming[]>;
  /** Throws when every item would fail there, or two flows would listen at one address. */
  refuseWhatCannotRun(env: string, changes: readonly ComingDocument[]): void;
  /** The same, and NO_ROLLOUT where what comes cannot share messages with what runs there. */
  refuseWhatCannotCome(env: string, changes: readonly Coming[], asked: Pick<Asked, 'rollout'>): void;
  /** The same, and throws what the guard says. */
  check(env: string, changes: readonly Coming[], asked: Asked, kind: Kind): Promise<void>;
  /** All or nothing. What stands in the way is looked for in what really runs at that moment. */
  putAll(
    env: string,
    changes: readonly Coming[],
    asked: Asked,
    kind: Kind,
    /** Throws when what is there by now must not be changed. */ refuse?: (now: LiveState) => void,
  ): Promise<LiveState>;
  /** With what each runs with in the environment now. */
  configured(env: string, changes: readonly Coming[]): readonly (VersionChange & { readonly configuration: Configuration | null })[];
  /** The flow as it runs there. */
  reply(env: string, flow: Coming, state: LiveState): DeploymentReply;
  /** What the environment lacks for it to work. */
  withMissing(deployment: Deployment, flow: Flow | undefined): DeploymentReply;
  /** A line of the audit. */
  record(act: string, env: string, flow: string, asked: Asked, details?: Record<string, unknown>): Promise<void>;
};

export function createSwitching(resources: SwitchingResources): Switching {
  const { clock, audit, deployments, guard, knowledge } = resources;

  function refuseWhatCannotRun(env: string, changes: readonly ComingDocument[]): void {
    const flows = changes.flatMap(({ version }) => (version ? [version.flow] : []));
    for (const flow of flows) refuseMissing(flow, env, resources);
    deployments.refuseTakenPath(
      env,
      flows,
      changes.flatMap(({ flow, version }) => (version ? [] : [flow])),
    );
  }

  const refuseWhatCannotCome: Switching['refuseWhatCannotCome'] = (env, changes, { rollout }) => {
    refuseWhatCannotRun(env, changes);
    if (!rollout) return;
    const coming = changes.flatMap(({ flow, version }) => (version ? [{ flow, version: version.number, document: version.flow }] : []));
    refuseRollout(env, coming, deployments.current(), knowledge);
  };

  const configured: Switching['configured'] = (env, changes) =>
    changes.map(({ flow, version }) => ({
      flow,
      version: version?.number ?? null,
      configuration: version && configurationOf(resources, env, version.flow),
    }));

  async function check(env: string, changes: readonly Coming[], asked: Asked, kind: Kind): Promise<void> {
    refuseWhatCannotCome(env, changes, asked);
    await guard.check(
      env,
      changes.map(({ flow, version }) => ({ flow, version: version?.number ?? null })),
      { by: asked.by, promotion: asked.promotion ?? null, kind },
    );
  }

  const record: Switching['record'] = (act, env, flow, { by, why, promotion }, details = {}) =>
    audit.record({ by, act, subject: flow, env, ...(why && { why }), details: { env, ...details, ...(promotion && { promotion }) } });

  function withMissing(deployment: Deployment, flow: Flow | undefined): DeploymentReply {
    const has = new Set(resources.connectionNames(deployment.env));
    return { ...deployment, missingConnections: flow ? connectionsOf(flow, knowledge).filter((name) => !has.has(name)) : [] };
  }

  return {
    refuseWhatCannotRun,
    refuseWhatCannotCome,
    configured,
    check,
    record,
    withMissing,

    coming: (wanted) =>
      Promise.all(
        wanted.map(async ({ flow, version }) => ({ flow, version: version === null ? null : await resources.versionOf(flow, version) })),
      ),

    async putAll(env, changes, asked, kind, refuse) {
      await check(env, changes, asked, kind);
      const { by, why = '', promotion, rollout } = asked;
      let before: LiveState['flows'] = {};
      const { state } = await deployments.change(env, (now) => {
        before = now.flows;
        refuse?.(now);
        if (kind === 'withdraw') for (const { flow } of changes) liveIn(env, now, flow);
        refuseWhatCannotCome(env, changes, asked);
        const act = {
          at: clock.now(),
          by,
          why,
          promotion,
          rollout,
          kind: kind === 'rollback' ? ('rollback' as const) : ('deploy' as const),
        };
        return switched(env, now, configured(env, changes), act);
      });
      for (const { flow, version } of changes) {
        await record(actOf(kind, flow, version, state), env, flow, asked, detailsOf(before[flow], flow, version, state));
      }
      return state;
    },

    reply(env, { flow, version }, state) {
      const live = liveIn(env, state, flow);
      const { by, why, number, promotion } = live;
      const since = new Date(live.since).toISOString();
      const rollout = shownRollout(live.rollout);
      return withMissing({ env, version: live.version, since, by, why, number, promotion, scheduledFor: null, rollout }, version?.flow);
    },
  };
}

/** What the audit calls the change that led to `after`. */
export function actOf(kind: Kind, flow: string, version: { readonly number: number } | null, after: LiveState): string {
  if (version === null) return 'flow.withdrawn';
  if (kind === 'rollback') return 'deployment.rolled-back';
  return after.flows[flow]?.rollout?.version === version.number ? 'rollout.started' : 'flow.deployed';
}

/** What the audit notes with it. */
export function detailsOf(
  before: LiveFlow | undefined,
  flow: string,
  version: { readonly number: number } | null,
  after: LiveState,
): Record<string, unknown> {
  const share = after.flows[flow]?.rollout?.share;
  const ended = before?.rollout?.version;
  return {
    version: version?.number,
    before: before?.version ?? null,
    ...(share !== undefined && { share }),
    // Of a rollout that this change has ended.
    ...(ended !== undefined && ended !== version?.number && { gaveUp: ended }),
  };
}
