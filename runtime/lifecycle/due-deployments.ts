import type { DeployedNow } from './deploying.ts';
import type { GoingBack, LiveState, ScheduledSwitch } from './live-state.ts';
import { shownRollout } from './shown-rollout.ts';

/** What has come due: deployments that were scheduled, flows whose pause is over, and a rollback that a server which died has left half done. */
export function dueIn(
  { scheduled, flows, goingBack }: LiveState,
  now: number,
): { readonly switches: readonly ScheduledSwitch[]; readonly pauses: readonly string[]; readonly left: GoingBack | null } {
  return {
    switches: scheduled.filter(({ at }) => at <= now),
    pauses: Object.entries(flows).flatMap(([flow, { pause }]) => (pause && pause.until !== null && pause.until <= now ? [flow] : [])),
    left: goingBack && goingBack.heldUntil <= now ? goingBack : null,
  };
}

export function shownNow(env: string, flow: string, state: LiveState, now: number): DeployedNow {
  const live = state.flows[flow];
  const coming = state.scheduled.find((one) => one.changes.some((change) => change.flow === flow));
  const notMade = state.notMade[flow];
  const pause = live?.pause && (live.pause.until === null || live.pause.until > now) ? live.pause : null;
  return {
    env,
    deployment: live
      ? {
          env,
          version: live.version,
          since: iso(live.since),
          by: live.by,
          why: live.why,
          number: live.number,
          promotion: live.promotion,
          scheduledFor: null,
          rollout: shownRollout(live.rollout),
        }
      : null,
    paused: pause && { ...pause, since: iso(pause.since), until: pause.until === null ? null : iso(pause.until) },
    scheduled: coming
      ? {
          version: coming.changes.find((change) => change.flow === flow)?.version ?? null,
          at: iso(coming.at),
          by: coming.by,
          why: coming.why,
          promotion: coming.promotion,
          share: coming.rollout?.share ?? null,
        }
      : null,
    notMade: notMade ? { ...notMade, at: iso(notMade.at), isRollout: notMade.isRollout ?? false } : null,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
