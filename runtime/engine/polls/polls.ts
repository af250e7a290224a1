import type { EffectNode } from '@crossdock/nodes/contract/define-node';
import { createClaims } from '../claim/claim.ts';
import type { Log } from '../log.ts';
import type { Plan } from '../plan/plan.ts';
import { nextDue } from '../schedules/timing.ts';
import { stateOf, type TriggerStates } from '../schedules/trigger-state.ts';
import { type PollResources, pollOnce } from './poll-once.ts';
import { PageFailed } from './read-page.ts';

export type PolledFlow = { readonly env: string; readonly plan: Plan };

/** Polls the deployed flows whose trigger asks for it; each flow by one process at a time. */
export type Polls = {
  /** The flows deployed now; replaces those before. */
  set(flows: readonly PolledFlow[]): void;
  /** Looks at one flow at once: it was paused, goes on, or its watermark was set. */
  look(env: string, flow: string): void;
  close(): Promise<void>;
};

/** Looks are made at least so often, ms. */
const interval = 30_000;
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
  const armed = new Map<string, Timer>();

  type Timer = {
    flow: PolledFlow;
    cancel: (() => void) | undefined;
    looking: Promise<void> | undefined;
    isStopped: boolean;
    isStale: boolean;
  };

  function again(timer: Timer, ms: number): void {
    timer.cancel?.();
    if (!timer.isStopped) timer.cancel = clock.after(Math.min(interval, Math.max(0, ms)), () => void look(timer));
  }

  function look(timer: Timer): Promise<void> {
    if (timer.looking) timer.isStale = true;
    timer.looking ??= tick(timer)
      .catch((error: unknown) => {
        log.error(
          { flow: timer.flow.plan.flow.id, env: timer.flow.env, error: String(error) },
          'a poll could not be made; tried again in 10 s',
        );
        return firstRetry;
      })
      .then((ms) => {
        timer.looking = undefined;
        again(timer, timer.isStale ? 0 : ms);
        timer.isStale = false;
      });
    return timer.looking;
  }

  /** Resolves to how long there is nothing to do, ms. */
  async function tick(timer: Timer): Promise<number> {
    const { env, plan } = timer.flow;
    const { binding, flow } = plan;
    if (binding?.kind !== 'poll') return interval;
    const state = await stateOf(states, env, flow.id, clock.now(), binding.timing);
    if (state.pausedAt !== null || timer.isStopped) return interval;
    // A clock that was set back does not keep the next poll waiting for longer than an interval.
    const latest = nextDue(binding.timing, state.startedAt, clock.now()) ?? clock.now() + interval;
    const nextAt = Math.min(state.nextAt ?? 0, Math.max(latest, clock.now() + longestRetry));
    if (nextAt > clock.now()) return nextAt - clock.now();
    const claim = await claims.take(state);
    if (!claim) return otherHasIt;
    const due = (after: number) => nextDue(binding.timing, state.startedAt, after) ?? after + interval;
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

  return {
    set(flows) {
      const wanted = new Map(
        flows.filter(({ plan }) => plan.binding?.kind === 'poll').map((flow) => [`${flow.env}/${flow.plan.flow.id}`, flow]),
      );
      for (const [key, timer] of armed)
        if (!wanted.has(key)) {
          timer.isStopped = true;
          timer.cancel?.();
          armed.delete(key);
        }
      for (const [key, flow] of wanted) {
        const timer = armed.get(key) ?? { flow, cancel: undefined, looking: undefined, isStopped: false, isStale: false };
        timer.flow = flow;
        armed.set(key, timer);
        void look(timer);
      }
    },
    look(env, flow) {
      const timer = armed.get(`${env}/${flow}`);
      if (timer) void look(timer);
    },
    async close() {
      const timers = [...armed.values()];
      armed.clear();
      for (const timer of timers) {
        timer.isStopped = true;
        timer.cancel?.();
      }
      await Promise.all(timers.map((timer) => timer.looking));
    },
  };
}

/** Twice as long after each failure, but no longer than the poll's own interval needs; what the other side asks for goes before. */
function retryIn(failures: number, asked: number | undefined, untilNext: number): number {
  const backoff = Math.min(longestRetry, firstRetry * 2 ** Math.min(10, failures - 1));
  return Math.max(asked ?? 0, Math.min(backoff, Math.max(untilNext, firstRetry)));
}
