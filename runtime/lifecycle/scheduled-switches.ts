import { randomUUID } from 'node:crypto';
import { caller } from '../access/caller.ts';
import type { StillMay } from '../access/still-may.ts';
import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { DeploymentReply } from './deploying.ts';
import type { LiveDeployments } from './live-deployments.ts';
import { type LiveState, type ScheduledSwitch, switched, withNotMade, withoutSchedule, withSchedule } from './live-state.ts';
import { type Asked, actOf, type Coming, detailsOf, type Switching } from './switching.ts';

/** Later than this a deployment that was scheduled does not happen any more: nobody expects it then. Milliseconds. */
const latest = 3_600_000;

/** Deployments that are to come. They lie in the store with what runs, so the change that makes one takes it out of the list too. */
export type ScheduledSwitches = {
  /** `at` in ms. Throws what would stand in its way now. */
  add(env: string, changes: readonly Coming[], asked: Asked, at: number): Promise<readonly DeploymentReply[]>;
  /** Calls it off, or takes note that it did not happen. Throws NOTHING_SCHEDULED. */
  remove(env: string, flow: string, by: string): Promise<void>;
  /** Of the servers that come here at once exactly one makes it. When something stands in the way by then it does not happen, and says so. */
  make(env: string, due: ScheduledSwitch): Promise<void>;
};

export function createScheduledSwitches({
  clock,
  deployments,
  switching,
  stillMay,
}: {
  readonly clock: Clock;
  readonly deployments: LiveDeployments;
  readonly switching: Switching;
  readonly stillMay: StillMay;
}): ScheduledSwitches {
  const { record } = switching;

  /** False: another server was quicker, or it was called off. */
  async function happen(env: string, due: ScheduledSwitch): Promise<boolean> {
    if (clock.now() - due.at > latest)
      throw new Refusal(
        'NOT_READY',
        'No server was up at that time, and an hour later it was no longer made. Deploy it, or schedule it again.',
      );
    const asked = { by: due.by, why: due.why, promotion: due.promotion, rollout: due.rollout };
    const changes = await switching.coming(due.changes);
    await refuseFormer(env, changes, due);
    await switching.check(env, changes, asked, 'deploy');
    let before: LiveState['flows'] = {};
    const { state, news } = await deployments.change(env, (now) => {
      if (!isLeft(now, due)) return { state: now, news: [] };
      before = now.flows;
      switching.refuseWhatCannotCome(env, changes, asked);
      return switched(env, withoutSchedule(now, due.id), switching.configured(env, changes), { ...asked, at: clock.now(), kind: 'deploy' });
    });
    for (const { flow, version, kind } of news) {
      const coming = kind === 'withdraw' ? null : { number: version };
      const details = { ...detailsOf(before[flow], flow, coming, state), scheduledFor: iso(due.at) };
      await record(actOf('deploy', flow, coming, state), env, flow, asked, details);
    }
    return news.length > 0;
  }

  /** Who has lost the account or the right since they asked for it does not deploy any more. */
  async function refuseFormer(env: string, changes: readonly Coming[], { by, byId = null }: ScheduledSwitch): Promise<void> {
    const subjects = changes.map(({ flow, version }) => ({
      env,
      channel: (version?.flow ?? deployments.current().find((live) => live.env === env && live.flow.id === flow)?.flow)?.channel ?? null,
    }));
    const why = await stillMay({ id: byId, name: by }, 'flows.deploy', subjects);
    if (why !== null)
      throw new Refusal('NOT_ALLOWED', `${why} Somebody who may deploy to ${env} has to deploy it, or to schedule it again.`);
  }

  async function tellNotMade(env: string, due: ScheduledSwitch, { code, message }: Refusal): Promise<void> {
    let isOurs = false;
    await deployments.change(env, (now) => {
      isOurs = isLeft(now, due);
      return { state: isOurs ? withNotMade(now, due, message) : now, news: [] };
    });
    if (!isOurs) return;
    for (const { flow, version } of due.changes)
      await record('deployment.not-made', env, flow, due, { version, scheduledFor: iso(due.at), code, reason: message });
  }

  return {
    async add(env, changes, asked, at) {
      if (at <= clock.now())
        throw new Refusal('INVALID_REQUEST', 'The time has passed already. Name one that is to come, or leave it out to deploy now.', [
          { path: 'body.at', message: `must be after ${iso(clock.now())}` },
        ]);
      await switching.check(env, changes, asked, 'deploy');
      const { by, why = '', promotion = null, rollout } = asked;
      const wanted = changes.map(({ flow, version }) => ({ flow, version: version?.number ?? null }));
      const byId = caller()?.id ?? null;
      const one: ScheduledSwitch = { id: randomUUID(), at, changes: wanted, by, byId, why, promotion, ...(rollout && { rollout }) };
      await deployments.change(env, (now) => ({ state: withSchedule(now, one), news: [] }));
      const share = rollout && { share: rollout.share };
      for (const { flow, version } of wanted) await record('deployment.scheduled', env, flow, asked, { version, at: iso(at), ...share });
      return changes.flatMap(({ version }) => {
        if (!version) return [];
        const deployment = {
          env,
          version: version.number,
          since: iso(at),
          by,
          why,
          number: null,
          promotion,
          scheduledFor: iso(at),
          rollout: null,
        };
        return [switching.withMissing(deployment, version.flow)];
      });
    },

    async remove(env, flow, by) {
      let found: ScheduledSwitch | undefined;
      await deployments.change(env, (now) => {
        found = now.scheduled.find(({ changes }) => changes.some((change) => change.flow === flow));
        const { [flow]: noted, ...notMade } = now.notMade;
        if (!found && !noted) throw new Refusal('NOTHING_SCHEDULED', `No deployment of "${flow}" to ${env} is scheduled.`);
        return { state: { ...(found ? withoutSchedule(now, found.id) : now), notMade }, news: [] };
      });
      for (const change of found?.changes ?? [])
        await record('deployment.unscheduled', env, change.flow, { by }, { version: change.version, scheduledFor: iso(found?.at ?? 0) });
    },

    async make(env, due) {
      try {
        await happen(env, due);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await tellNotMade(env, due, error);
      }
    },
  };
}

const isLeft = (now: LiveState, due: ScheduledSwitch): boolean => now.scheduled.some(({ id }) => id === due.id);

const iso = (at: number): string => new Date(at).toISOString();
