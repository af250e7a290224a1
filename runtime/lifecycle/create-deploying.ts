import type { StillMay } from '../access/still-may.ts';
import { Refusal } from '../api/refusal.ts';
import type { RunDocument } from '../engine/run/run-document.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Collection } from '../store/store.ts';
import type { Configuration } from './configuration.ts';
import type { Deploying, DeploymentReply, Restoring, Wanted } from './deploying.ts';
import { liveFlows } from './deployments.ts';
import { dueIn, shownNow } from './due-deployments.ts';
import { createGoingBack } from './going-back.ts';
import { shownHistory, versionBefore } from './history-lines.ts';
import { withoutPause, withPause } from './live-state.ts';
import { type Restored, type RestoreResources, refuseRestoring, restorePlan } from './restore-configuration.ts';
import { createRollingOut } from './rolling-out.ts';
import { createScheduledSwitches } from './scheduled-switches.ts';
import { type Asked, type Coming, createSwitching, type Switching, type SwitchingResources } from './switching.ts';

export type DeployingResources = Omit<SwitchingResources, 'lookups' | 'variables'> &
  RestoreResources & {
    readonly environments: Pick<EnvironmentBook, 'list' | 'require'>;
    readonly stillMay: StillMay;
    readonly runs: Pick<Collection<RunDocument>, 'find'>;
  };

/** Who ends a pause whose time is over, in audit and history. */
const byItself = { by: 'Crossdock', why: 'Its time is over' };

export function createDeploying(resources: DeployingResources): Deploying & Pick<Switching, 'refuseWhatCannotRun'> {
  const { clock, deployments, environments } = resources;
  const switching = createSwitching(resources);
  const { coming, putAll, reply, record } = switching;
  const schedule = createScheduledSwitches({ clock, deployments, switching, stillMay: resources.stillMay });
  const goingBack = createGoingBack({ ...resources, switching });
  const rollingOut = createRollingOut({ ...resources, switching });

  /** What the version ran with when it was last put there; null: that is not known. */
  async function configurationThen(env: string, { flow, version }: Coming): Promise<Configuration | null> {
    if (!version) return null;
    const lines = await deployments.history.of(flow, env);
    const last = lines.find((line) => (line.kind === 'deploy' || line.kind === 'rollback') && line.version === version.number);
    return last?.configuration ?? null;
  }

  async function rollbackAll(env: string, wanted: readonly Wanted[], asked: Asked & Restoring) {
    const changes = await coming(wanted);
    await switching.check(env, changes, asked, 'rollback');
    let configuration: Restored = { restored: [], left: [] };
    if (asked.restoreConfiguration !== false) {
      // Another server may have changed them a moment ago.
      await Promise.all([resources.variables.reload(), resources.lookups.reload()]);
      const then = (await Promise.all(changes.map((one) => configurationThen(env, one)))).filter((one) => one !== null);
      const others = deployments.current().filter((live) => live.env === env && !wanted.some(({ flow }) => flow === live.flow.id));
      configuration = restorePlan(resources, env, then, others.flatMap(liveFlows));
      if (asked.mayRestore === false) refuseRestoring(env, asked.by, configuration);
    }
    const { by, why, promotion } = asked;
    const state =
      configuration.restored.length === 0
        ? await putAll(env, changes, asked, 'rollback')
        : await goingBack.goBack(env, changes, { by, why, promotion }, configuration);
    return { state, changes, configuration };
  }

  async function endPause(env: string, flow: string): Promise<void> {
    let isOurs = false;
    await deployments.change(env, (now) => {
      isOurs = dueIn(now, clock.now()).pauses.includes(flow);
      return isOurs ? withoutPause(env, now, flow, { ...byItself, at: clock.now() }) : { state: now, news: [] };
    });
    if (isOurs) await record('deployment.resumed', env, flow, byItself);
  }

  return {
    refuseWhatCannotRun: switching.refuseWhatCannotRun,
    changeShare: rollingOut.changeShare,
    endRollout: rollingOut.end,
    rolloutCounts: rollingOut.counts,

    async deploy(id, { env, version, at, ...asked }) {
      environments.require(env, 'body.env');
      const changes = await coming([{ flow: id, version }]);
      const replies =
        at === undefined
          ? [reply(env, changes[0] as Coming, await putAll(env, changes, asked, 'deploy'))]
          : await schedule.add(env, changes, asked, at);
      return replies[0] as DeploymentReply;
    },

    async deployAll(env, wanted, { at, ...asked }) {
      environments.require(env);
      const changes = await coming(wanted);
      if (at !== undefined) return schedule.add(env, changes, asked, at);
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
      await schedule.remove(env, id, by);
    },

    async rollback(id, { env, version, ...asked }) {
      environments.require(env, 'path.env');
      await deployments.reload();
      const lines = await deployments.history.of(id, env);
      const now = deployments.stateOf(env).flows[id]?.version ?? null;
      const isComing = deployments.stateOf(env).flows[id]?.rollout !== undefined;
      // What people look back from is the version that comes, so one step back from it is the live one.
      const target =
        isComing && (version ?? now) === now && now !== null ? now : versionBefore({ env, flow: id, lines, now, wanted: version });
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
      const end = until === null ? null : iso(until);
      await record('deployment.paused', env, id, { by, why }, { mode, until: end });
      return { mode, why, by, since: iso(since), until: end };
    },

    async resume(id, { env, by, why = '' }) {
      environments.require(env, 'path.env');
      await deployments.change(env, (now) => withoutPause(env, now, id, { at: clock.now(), by, why }));
      await record('deployment.resumed', env, id, { by, why });
    },

    async history(id, env) {
      const envs = env === undefined ? environments.list().map(({ name }) => name) : [env];
      const lines = await Promise.all(envs.map(async (one) => shownHistory(await deployments.history.of(id, one))));
      return lines.flat().sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : b.number - a.number));
    },

    deployedNow: (id, env) => shownNow(env, id, deployments.stateOf(env), clock.now()),

    async makeDue() {
      let count = 0;
      for (const { name: env } of environments.list()) {
        const stopped = await rollingOut.judge(env);
        const { switches, pauses, left } = dueIn(deployments.stateOf(env), clock.now());
        if (left) await goingBack.finish(env, left);
        for (const one of switches) await schedule.make(env, one);
        for (const flow of pauses) await endPause(env, flow);
        count += stopped + switches.length + pauses.length + (left ? 1 : 0);
      }
      return count;
    },
  };
}

const iso = (at: number): string => new Date(at).toISOString();
