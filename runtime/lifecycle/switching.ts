import type { Flow } from '@crossdock/flows/document/flow';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { type Configuration, type ConfigurationResources, configurationOf } from './configuration.ts';
import { connectionsOf } from './connections-of.ts';
import type { Deployment, DeploymentReply, Wanted } from './deploying.ts';
import type { DeploymentGuard } from './deployment-guard.ts';
import type { LiveDeployments } from './live-deployments.ts';
import { type LiveState, liveIn, switched, type VersionChange } from './live-state.ts';
import { refuseMissing } from './refuse-missing.ts';
import type { PublishedVersion } from './versions.ts';

export type Asked = { readonly by: string; readonly why?: string | undefined; readonly promotion?: string | null | undefined };
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

  const configured: Switching['configured'] = (env, changes) =>
    changes.map(({ flow, version }) => ({
      flow,
      version: version?.number ?? null,
      configuration: version && configurationOf(resources, env, version.flow),
    }));

  async function check(env: string, changes: readonly Coming[], asked: Asked, kind: Kind): Promise<void> {
    refuseWhatCannotRun(env, changes);
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
      const { by, why = '', promotion } = asked;
      let before: LiveState['flows'] = {};
      const { state } = await deployments.change(env, (now) => {
        before = now.flows;
        refuse?.(now);
        if (kind === 'withdraw') for (const { flow } of changes) liveIn(env, now, flow);
        refuseWhatCannotRun(env, changes);
        const act = { at: clock.now(), by, why, promotion, kind: kind === 'rollback' ? ('rollback' as const) : ('deploy' as const) };
        return switched(env, now, configured(env, changes), act);
      });
      for (const { flow, version } of changes) {
        const act = version === null ? 'flow.withdrawn' : kind === 'rollback' ? 'deployment.rolled-back' : 'flow.deployed';
        await record(act, env, flow, asked, { version: version?.number, before: before[flow]?.version ?? null });
      }
      return state;
    },

    reply(env, { flow, version }, state) {
      const live = liveIn(env, state, flow);
      const { by, why, number, promotion } = live;
      const since = new Date(live.since).toISOString();
      return withMissing({ env, version: live.version, since, by, why, number, promotion, scheduledFor: null }, version?.flow);
    },
  };
}
