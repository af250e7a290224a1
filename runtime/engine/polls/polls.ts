import type { EffectNode } from '@crossdock/nodes/contract/define-node';
import { createClaims } from '../claim/claim.ts';
import type { Log } from '../log.ts';
import { createFlowTimers, lookInterval, type Timed } from '../schedules/flow-timers.ts';
import { nextDue } from '../schedules/timing.ts';
import { stateOf, type TriggerStates } from '../schedules/trigger-state.ts';
import { type PollResources, pollOnce } from './poll-once.ts';
import { PageFailed } from './read-page.ts';

export type PolledFlow = Timed;

/** Polls the deployed flows whose trigger asks for it; each flow by one process at a time. */
export type Polls = {
  /** The flows deployed now; replaces those before. */
  set(flows: readonly PolledFlow[]): void;
  /** Looks at one flow at once: it was paused, goes on, or its watermark was set. */
  look(env: string, flow: string): void;
  close(): Promise<void>;
};

/** Another process has the flow: when to look whether it still has, ms. */
const otherHasIt = 5000;
const firstRetry = 10_000;
const longestRetry = 15 * 60_000;

export function createPolls(
  resources: Omit<PollResources, 'read'> & {
    readonly read: () => EffectNode;
    readonly states: TriggerStates;
    readonly log: Log;
    readonly workerId: () => string;
  },
): Polls {
  const { clock, log, states } = resources;
  const claims = createClaims({ ...resources, documents: states });
  /** Resolves to how long there is nothing to do, ms. */
  async function tick({ env, plan }: PolledFlow, isStopped: () => boolean): Promise<number> {
    const { binding, flow } = plan;
    if (binding?.kind !== 'poll') return lookInterval;
    const state = await stateOf(states, env, flow.id, clock.now(), binding.timing);
    if (state.pausedAt !== null || isStopped()) return lookInterval;
    // A clock that was set back does not keep the next poll waiting for longer than an interval.
    const latest = nextDue(binding.timing, state.startedAt, clock.now()) ?? clock.now() + lookInterval;
    const nextAt = Math.min(state.nextAt ?? 0, Math.max(latest, clock.now() + longestRetry));
    if (nextAt > clock.now()) return nextAt - clock.now();
    const claim = await claims.take(state);
    if (!claim) return otherHasIt;
    const due = (after: number) => nextDue(binding.timing, state.startedAt, after) ?? after + lookInterval;
    try {
      const outcome = await pollOnce({ ...resources, read: resources.read() }, { env, plan, poll: binding.poll, state, claim });
      const now = clock.now();
      const next = due(now);
      await claim.release({ ...outcome, polledAt: now, failures: 0, error: null, nextAt: next });
      return next - now;
    } catch (error) {
      const now = clock.now();
      const failures = state.failures + 1;
      const wait = retryIn(failures, error instanceof PageFailed ? error.after : undefined, due(now) - now);
      const { code = 'POLL_FAILED', message } = error as { code?: string; message: string };
      log.warn({ flow: flow.id, env, code, failures, retryInMs: wait }, `a poll failed: ${message}`);
      await claim.release({
        failures,
        error: JSON.stringify({ code, message, at: new Date(now).toISOString() }),
        nextAt: now + wait,
      });
      return wait;
    }
  }

  const timers = createFlowTimers({
    clock,
    tick,
    failed({ env, plan }, error) {
      log.error({ flow: plan.flow.id, env, error: String(error) }, 'a poll could not be made; tried again in 10 s');
      return firstRetry;
    },
  });
  return { ...timers, set: (flows) => timers.set(flows.filter(({ plan }) => plan.binding?.kind === 'poll')) };
}

/** Twice as long after each failure, but no longer than the poll's own lookInterval needs; what the other side asks for goes before. */
function retryIn(failures: number, asked: number | undefined, untilNext: number): number {
  const backoff = Math.min(longestRetry, firstRetry * 2 ** Math.min(10, failures - 1));
  return Math.max(asked ?? 0, Math.min(backoff, Math.max(untilNext, firstRetry)));
}
