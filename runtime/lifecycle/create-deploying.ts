import { randomUUID } from 'node:crypto';
import type { Flow } from '@crossdock/flows/document/flow';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import { type Configuration, configurationOf } from './configuration.ts';
import { connectionsOf } from './connections-of.ts';
import type { Deploying, Deployment, DeploymentReply, Wanted } from './deploying.ts';
import type { DeploymentGuard } from './deployment-guard.ts';
import { dueIn, shownNow } from './due-deployments.ts';
import { shownHistory, versionBefore } from './history-lines.ts';
import type { LiveDeployments } from './live-deployments.ts';
import {
  type LiveState,
  liveIn,
  type ScheduledSwitch,
  switched,
  withNotMade,
  withoutPause,
  withoutSchedule,
  withPause,
  withSchedule,
} from './live-state.ts';
import { refuseMissing } from './refuse-missing.ts';
import { type Restored, type RestoreResources, restore, restorePlan } from './restore-configuration.ts';
import type { PublishedVersion } from './versions.ts';

export type DeployingResources = RestoreResources & {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly deployments: LiveDeployments;
  readonly environments: Pick<EnvironmentBook, 'list' | 'require'>;
  readonly guard: DeploymentGuard;
  readonly connectionNames: (env: string) => readonly string[];
  /** Throws NO_SUCH_FLOW, NO_SUCH_VERSION. */
  readonly versionOf: (flow: string, number: number) => Promise<PublishedVersion>;
};

type Asked = { readonly by: string; readonly why?: string | undefined; readonly promotion?: string | null | undefined };
type Coming = { readonly flow: string; readonly version: PublishedVersion | null };

/** Who ends pauses and makes what was scheduled, in audit and history. */
const byItself = 'Crossdock';

export function createDeploying(
  resources: DeployingResources,
): Deploying & { refuseWhatCannotRun(env: string, flows: readonly Flow[]): void } {
  const { clock, audit, deployments, environments, guard, knowledge } = resources;

  /** Throws when every item would fail there, or two flows would listen at one address. */
  function refuseWhatCannotRun(env: string, flows: readonly Flow[]): void {
    for (const flow of flows) refuseMissing(flow, env, resources);
    deployments.refuseTakenPath(env, flows);
  }

  function coming(wanted: readonly Wanted[]): Promise<readonly Coming[]> {
    return Promise.all(
      wanted.map(async ({ flow, version }) => ({ flow, version: version === null ? null : await resources.versionOf(flow, version) })),
    );
  }

  function configured(env: string, { flow, version }: Coming) {
    const configuration: Configuration | null = version && configurationOf(resources, env, version.flow);
    return { flow, version: version?.number ?? null, configuration };
  }

  /** Asks everybody who may say no. */
  async function check(env: string, changes: readonly Coming[], asked: Asked, kind: 'deploy' | 'rollback' | 'withdraw'): Promise<void> {
    refuseWhatCannotRun(
      env,
      changes.flatMap(({ version }) => (version ? [version.flow] : [])),
    );
    await guard.check(
      env,
      changes.map(({ flow, version }) => ({ flow, version: version?.number ?? null })),
      { by: asked.by, promotion: asked.promotion ?? null, kind },
    );
  }

  /** All or nothing. What stands in the way is looked for in what really runs at that moment. */
  async function putAll(
    env: string,
    changes: readonly Coming[],
    asked: Asked,
    kind: 'deploy' | 'rollback' | 'withdraw',
  ): Promise<LiveState> {
    await check(env, changes, asked, kind);
    let before: LiveState['flows'] = {};
    const { state } = await deployments.change(env, (now) => {
      before = now.flows;
      for (const { flow, version } of changes) if (version === null && kind === 'withdraw') liveIn(env, now, flow);
      refuseWhatCannotRun(
        env,
        changes.flatMap(({ version }) => (version ? [version.flow] : [])),
      );
      return switched(
        env,
        now,
        changes.map((one) => configured(env, one)),
        {
          at: clock.now(),
          by: asked.by,
          why: asked.why ?? '',
          promotion: asked.promotion,
          kind: kind === 'rollback' ? 'rollback' : 'deploy',
        },
      );
    });
    for (const { flow, version } of changes)
      await record(
        version === null ? 'flow.withdrawn' : kind === 'rollback' ? 'deployment.rolled-back' : 'flow.deployed',
        env,
        flow,
        asked,
        {
          version: version?.number,
          before: before[flow]?.version ?? null,
        },
      );
    return state;
  }

  function record(act: string, env: string, flow: string, { by, why, promotion }: Asked, details: Record<string, unknown>): Promise<void> {
    const { before, ...rest } = details;
    return audit.record({
      by,
      act,
      subject: flow,
      env,
      ...(why && { why }),
      details: { env, ...rest, ...(before !== undefined && { before }), ...(promotion && { promotion }) },
    });
  }

  function reply(env: string, { flow, version }: Coming, state: LiveState): DeploymentReply {
    const live = liveIn(env, state, flow);
    return {
      env,
      version: live.version,
      since: iso(live.since),
      by: live.by,
      why: live.why,
      number: live.number,
      promotion: live.promotion,
      scheduledFor: null,
      missingConnections: missingConnections(env, version?.flow),
    };
  }

  function missingConnections(env: string, flow: Flow | undefined): readonly string[] {
    const has = new Set(resources.connectionNames(env));
    return flow ? connectionsOf(flow, knowledge).filter((name) => !has.has(name)) : [];
  }

  async function scheduled(env: string, changes: readonly Coming[], asked: Asked, at: number): Promise<readonly DeploymentReply[]> {
    if (at <= clock.now())
      throw new Refusal('INVALID_REQUEST', 'The time has passed already. Name one that is to come, or leave it out to deploy now.', [
        { path: 'body.at', message: `must be after ${iso(clock.now())}` },
      ]);
    await check(env, changes, asked, 'deploy');
    const one: ScheduledSwitch = {
      id: randomUUID(),
      at,
      changes: changes.map(({ flow, version }) => ({ flow, version: version?.number ?? null })),
      by: asked.by,
      why: asked.why ?? '',
      promotion: asked.promotion ?? null,
    };
    await deployments.change(env, (now) => ({ state: withSchedule(now, one), news: [] }));
    for (const { flow, version } of one.changes) await record('deployment.scheduled', env, flow, asked, { version, at: iso(at) });
    return changes.flatMap(({ version }) => {
      if (!version) return [];
      const { by, why, promotion } = one;
      const deployment: Deployment = {
        env,
        version: version.number,
        since: iso(at),
        by,
        why,
        number: null,
        promotion,
        scheduledFor: iso(at),
      };
      return [{ ...deployment, missingConnections: missingConnections(env, version.flow) }];
    });
  }

  /** Exactly one of the servers that come here at once gets the schedule out of the list, together with what it asks for. */
  async function make(env: string, due: ScheduledSwitch): Promise<void> {
    const asked = { by: due.by, why: due.why, promotion: due.promotion };
    const isLeft = (now: LiveState) => now.scheduled.some(({ id }) => id === due.id);
    try {
      const changes = await coming(due.changes);
      await check(env, changes, asked, 'deploy');
      let before: LiveState['flows'] = {};
      const { news } = await deployments.change(env, (now) => {
        if (!isLeft(now)) return { state: now, news: [] };
        before = now.flows;
        refuseWhatCannotRun(
          env,
          changes.flatMap(({ version }) => (version ? [version.flow] : [])),
        );
        return switched(
          env,
          withoutSchedule(now, due.id),
          changes.map((one) => configured(env, one)),
          { ...asked, at: clock.now(), kind: 'deploy' },
        );
      });
      for (const { flow, version, kind } of news)
        await record(kind === 'withdraw' ? 'flow.withdrawn' : 'flow.deployed', env, flow, asked, {
          version,
          before: before[flow]?.version ?? null,
          scheduledFor: iso(due.at),
        });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      let isOurs = false;
      await deployments.change(env, (now) => {
        isOurs = isLeft(now);
        return { state: isOurs ? withNotMade(now, due, error.message) : now, news: [] };
      });
      if (!isOurs) return;
      for (const { flow, version } of due.changes)
        await record('deployment.not-made', env, flow, asked, {
          version,
          scheduledFor: iso(due.at),
          code: error.code,
          reason: error.message,
        });
    }
  }

  /** The configuration that the version had when it was last put there; null: it never ran there. */
  async function configurationThen(env: string, flow: string, version: number): Promise<Configuration | null | undefined> {
    const lines = await deployments.history.of(flow, env);
    return lines.find((line) => (line.kind === 'deploy' || line.kind === 'rollback') && line.version === version)?.configuration;
  }

  async function rollbackAll(
    env: string,
    wanted: readonly Wanted[],
    asked: Asked & { readonly restoreConfiguration?: boolean | undefined },
  ) {
    const changes = await coming(wanted);
    await check(env, changes, asked, 'rollback');
    let configuration: Restored = { restored: [], left: [] };
    if (asked.restoreConfiguration !== false) {
      const configurations = await Promise.all(
        changes.flatMap(({ flow, version }) => (version ? [configurationThen(env, flow, version.number)] : [])),
      );
      const others = deployments
        .current()
        .filter((live) => live.env === env && !changes.some(({ flow }) => flow === live.flow.id))
        .map((live) => live.flow);
      configuration = restorePlan(
        resources,
        env,
        configurations.filter((one) => one != null),
        others,
      );
      await restore(resources, env, configuration, { by: asked.by, why: asked.why || 'Rolled back' });
    }
    return { state: await putAll(env, changes, asked, 'rollback'), changes, configuration };
  }

  return {
    refuseWhatCannotRun,

    async deploy(id, { env, version, at, ...asked }) {
      environments.require(env, 'body.env');
      const changes = await coming([{ flow: id, version }]);
      const [one] = changes as readonly [Coming];
      if (at !== undefined) return (await scheduled(env, changes, asked, at))[0] as DeploymentReply;
      return reply(env, one, await putAll(env, changes, asked, 'deploy'));
    },

    async deployAll(env, wanted, { at, ...asked }) {
      environments.require(env);
      const changes = await coming(wanted);
      if (at !== undefined) return scheduled(env, changes, asked, at);
      const state = await putAll(env, changes, asked, 'deploy');
      return changes.flatMap((one) => (one.version ? [reply(env, one, state)] : []));
    },

    async undeploy(id, env, by, why) {
      environments.require(env, 'path.env');
      if (deployments.of(id)[env] === undefined) await deployments.reload();
      if (deployments.of(id)[env] === undefined) throw new Refusal('NO_SUCH_FLOW', `The flow "${id}" does not run in ${env}.`);
      await putAll(env, [{ flow: id, version: null }], { by, why }, 'withdraw');
    },

    async unschedule(id, env, by) {
      environments.require(env, 'path.env');
      const { state } = await deployments.change(env, (now) => {
        const found = now.scheduled.find((one) => one.changes.some(({ flow }) => flow === id));
        const { [id]: noted, ...notMade } = now.notMade;
        if (!found && !noted) throw new Refusal('NOTHING_SCHEDULED', `No deployment of "${id}" to ${env} is scheduled.`);
        return { state: { ...(found ? withoutSchedule(now, found.id) : now), notMade }, news: [] };
      });
      if (!state.scheduled.some((one) => one.changes.some(({ flow }) => flow === id)))
        await record('deployment.unscheduled', env, id, { by }, {});
    },

    async rollback(id, { env, version, ...asked }) {
      environments.require(env, 'path.env');
      await deployments.reload();
      const lines = await deployments.history.of(id, env);
      const now = deployments.stateOf(env).flows[id]?.version ?? null;
      const target = versionBefore({ env, flow: id, lines, now, wanted: version });
      const { state, changes, configuration } = await rollbackAll(env, [{ flow: id, version: target }], asked);
      return { ...reply(env, changes[0] as Coming, state), from: now, configuration };
    },

    async rollbackAll(env, wanted, asked) {
      environments.require(env);
      const { configuration } = await rollbackAll(env, wanted, asked);
      return { configuration };
    },

    async pause(id, { env, mode, why, until, by }) {
      environments.require(env, 'path.env');
      const since = clock.now();
      if (until !== null && until <= since)
        throw new Refusal('INVALID_REQUEST', 'The pause would be over already. Name a time that is to come, or leave it out.', [
          { path: 'body.until', message: `must be after ${iso(since)}` },
        ]);
      await deployments.change(env, (now) => withPause(env, now, id, { mode, why, by, since, until }));
      await record('deployment.paused', env, id, { by, why }, { mode, until: until === null ? null : iso(until) });
      return { mode, why, by, since: iso(since), until: until === null ? null : iso(until) };
    },

    async resume(id, { env, by, why }) {
      environments.require(env, 'path.env');
      await deployments.change(env, (now) => withoutPause(env, now, id, { at: clock.now(), by, why: why ?? '' }));
      await record('deployment.resumed', env, id, { by, why }, {});
    },

    async history(id, env) {
      const envs = env === undefined ? environments.list().map(({ name }) => name) : [env];
      return (await Promise.all(envs.map(async (one) => shownHistory(await deployments.history.of(id, one)))))
        .flat()
        .sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : b.number - a.number));
    },

    deployedNow: (id, env) => shownNow(env, id, deployments.stateOf(env), clock.now()),

    async makeDue() {
      let count = 0;
      for (const { name: env } of environments.list()) {
        const { switches, pauses } = dueIn(deployments.stateOf(env), clock.now());
        for (const one of switches) await make(env, one);
        for (const flow of pauses) await endPause(env, flow);
        count += switches.length + pauses.length;
      }
      return count;
    },
  };

  async function endPause(env: string, flow: string): Promise<void> {
    let isOurs = false;
    await deployments.change(env, (now) => {
      isOurs = dueIn(now, clock.now()).pauses.includes(flow);
      return isOurs ? withoutPause(env, now, flow, { at: clock.now(), by: byItself, why: 'Its time is over' }) : { state: now, news: [] };
    });
    if (isOurs) await record('deployment.resumed', env, flow, { by: byItself, why: 'Its time is over' }, {});
  }
}

const iso = (at: number): string => new Date(at).toISOString();
