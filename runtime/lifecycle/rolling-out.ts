import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { RunDocument } from '../engine/run/run-document.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Collection } from '../store/store.ts';
import type { Deploying } from './deploying.ts';
import type { LiveDeployments } from './live-deployments.ts';
import { type LiveState, switched } from './live-state.ts';
import { failsTooOften, type Rollout, type SideCounts } from './rollout.ts';
import { rolloutIn, stoppedByItself, withoutRollout, withShare } from './rollout-state.ts';
import type { Switching } from './switching.ts';

/** So often it is looked at whether a rollout fails too often, ms. */
const judgedEvery = 10_000;
/** Runs of a version that are counted: its newest. */
const counted = 1000;
/** Runs that messages began; a replay is somebody's wish, and a part of a run ends with it. */
const begun: ReadonlySet<string> = new Set(['message', 'call', 'error']);

/** What becomes of versions that come gradually, once they have begun to. */
type RollingOut = Pick<Deploying, 'changeShare'> & {
  end: Deploying['endRollout'];
  counts: Deploying['rolloutCounts'];
  /** Takes back what fails too often. Resolves to how many rollouts. Safe on several servers at once. */
  judge(env: string): Promise<number>;
};

export function createRollingOut({
  clock,
  deployments,
  environments,
  runs,
  switching,
}: {
  readonly clock: Clock;
  readonly deployments: LiveDeployments;
  readonly environments: Pick<EnvironmentBook, 'require'>;
  readonly runs: Pick<Collection<RunDocument>, 'find'>;
  readonly switching: Switching;
}): RollingOut {
  const { record } = switching;
  const judgedAt = new Map<string, number>();

  async function change(env: string, flow: string, share: number, { by, why }: { by: string; why: string }): Promise<void> {
    let before: Rollout | undefined;
    await deployments.change(env, (now) => {
      before = rolloutIn(env, now, flow);
      if (before.share === share)
        throw new Refusal('INVALID_REQUEST', `Version ${before.version} gets ${share}% already. Name another share.`, [
          { path: 'body.share', message: `is ${share} already` },
        ]);
      return withShare(env, now, flow, share, { at: clock.now(), by, why });
    });
    await record('rollout.share-changed', env, flow, { by, why }, { version: before?.version, share, before: before?.share });
  }

  /** The version that comes becomes the live one. What the environment lacks for it by now is in the way, an approval is not asked for again. */
  async function complete(env: string, flow: string, { by, why }: { by: string; why: string }): Promise<LiveState> {
    await deployments.reload();
    let found = rolloutIn(env, deployments.stateOf(env), flow);
    for (;;) {
      const changes = await switching.coming([{ flow, version: found.version }]);
      let live: number | undefined;
      let another: Rollout | undefined;
      const { state } = await deployments.change(env, (now) => {
        const rollout = rolloutIn(env, now, flow);
        another = rollout.version === found.version ? undefined : rollout;
        if (another) return { state: now, news: [] };
        live = now.flows[flow]?.version;
        switching.refuseWhatCannotRun(env, changes);
        const act = { at: clock.now(), by, why, promotion: rollout.promotion, kind: 'deploy' as const };
        return switched(env, now, switching.configured(env, changes), act);
      });
      if (another) {
        // Another server let another version come this moment.
        found = another;
        continue;
      }
      await record(
        'rollout.completed',
        env,
        flow,
        { by, why, promotion: found.promotion },
        { version: found.version, before: live ?? null },
      );
      return state;
    }
  }

  async function countsOf(env: string, flow: string, version: number, since: number): Promise<SideCounts> {
    const { items } = await runs.find({
      where: { flow, env, createdAt: { gte: since }, version, finishedAt: { not: null } },
      sort: { by: 'createdAt', direction: 'down' },
      limit: counted,
      select: ['id', 'status', 'kind'],
    });
    const ended = items.filter(({ kind, status }) => begun.has(kind) && status !== 'cancelled' && status !== 'superseded');
    return { runs: ended.length, failed: ended.filter(({ status }) => status === 'failed' || status === 'partial').length };
  }

  async function stop(env: string, flow: string, judged: Rollout, { runs: count, failed }: SideCounts): Promise<boolean> {
    const percent = Math.round((failed / count) * 100);
    const why = `${failed} of ${count} runs of version ${judged.version} failed (${percent}%), and from ${judged.stopWhen?.failedPercent}% on it goes back.`;
    const act = { at: clock.now(), by: 'Crossdock', why };
    let isOurs = false;
    await deployments.change(env, (now) => {
      // Another server was quicker, or somebody has let another one come.
      isOurs = now.flows[flow]?.rollout?.number === judged.number;
      return isOurs ? stoppedByItself(env, now, flow, act) : { state: now, news: [] };
    });
    if (isOurs) await record('rollout.stopped', env, flow, act, { version: judged.version, share: judged.share, runs: count, failed });
    return isOurs;
  }

  return {
    async changeShare(id, { env, share, by, why = '' }) {
      environments.require(env, 'path.env');
      if (share === 100) {
        const state = await complete(env, id, { by, why });
        const [live] = await switching.coming([{ flow: id, version: state.flows[id]?.version ?? null }]);
        return switching.reply(env, live ?? { flow: id, version: null }, state);
      }
      await change(env, id, share, { by, why });
      const state = deployments.stateOf(env);
      const [coming] = await switching.coming([{ flow: id, version: state.flows[id]?.rollout?.version ?? null }]);
      return switching.reply(env, coming ?? { flow: id, version: null }, state);
    },

    async end(id, { env, by, why }) {
      environments.require(env, 'path.env');
      let before: Rollout | undefined;
      await deployments.change(env, (now) => {
        before = rolloutIn(env, now, id);
        return withoutRollout(env, now, id, { at: clock.now(), by, why });
      });
      await record('rollout.gone-back', env, id, { by, why }, { version: before?.version, share: before?.share });
    },

    async counts(id, env) {
      const live = deployments.stateOf(env).flows[id];
      if (!live?.rollout) return null;
      const { version, since } = live.rollout;
      const [before, coming] = await Promise.all([countsOf(env, id, live.version, since), countsOf(env, id, version, since)]);
      return { live: before, coming };
    },

    async judge(env) {
      let stopped = 0;
      for (const [flow, { rollout }] of Object.entries(deployments.stateOf(env).flows)) {
        if (!rollout?.stopWhen) continue;
        const key = `${env}/${flow}`;
        if (clock.now() - (judgedAt.get(key) ?? 0) < judgedEvery) continue;
        judgedAt.set(key, clock.now());
        const counts = await countsOf(env, flow, rollout.version, rollout.since);
        if (failsTooOften(counts, rollout.stopWhen) && (await stop(env, flow, rollout, counts))) stopped++;
      }
      return stopped;
    },
  };
}
