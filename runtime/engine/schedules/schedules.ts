import type { Clock } from '../../clock/clock.ts';
import type { Log } from '../log.ts';
import type { Plan } from '../plan/plan.ts';
import { decideFires } from './decide-fires.ts';
import { nextDue } from './timing.ts';
import { stateOf, type TriggerStates } from './trigger-state.ts';

export type Scheduled = { readonly env: string; readonly plan: Plan };

/**
 * Fires schedule triggers. Each due time is one message with a key of its own, so however many processes fire it, it runs once; the state moves on when the
 * message is durable, so a process that dies between the two fires again and is told "duplicate".
 */
export type Schedules = {
  /** The flows deployed now; replaces those before. */
  set(flows: readonly Scheduled[]): void;
  /** Looks at one flow at once: it was paused or goes on. */
  look(env: string, flow: string): void;
  close(): Promise<void>;
};

/** Looks are made at least so often, ms: a clock that was set, a pause by another process. */
const interval = 30_000;
/** After a message could not be stored, ms. */
const retryAfter = 5000;

export function createSchedules(resources: {
  readonly clock: Clock;
  readonly log: Log;
  readonly states: TriggerStates;
  /** Resolves when the message is durable; rejects when it cannot be now. */
  readonly fire: (scheduled: Scheduled, due: Date) => Promise<void>;
}): Schedules {
  const { clock, log, states } = resources;
  const armed = new Map<string, Timer>();

  type Timer = {
    scheduled: Scheduled;
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
          { flow: timer.scheduled.plan.flow.id, env: timer.scheduled.env, error: String(error) },
          'a schedule could not be fired; tried again in 5 s',
        );
        return retryAfter;
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
    const { env, plan } = timer.scheduled;
    const { binding, flow } = plan;
    if (binding?.kind !== 'schedule') return interval;
    const { timing, misfire } = binding;
    const now = clock.now();
    const state = await stateOf(states, env, flow.id, now, timing);
    if (state.pausedAt !== null || state.decidedAt === null || timer.isStopped) return interval;
    const fires = decideFires({ timing, start: state.startedAt, last: state.decidedAt, now, misfire });
    if (fires.skipped > 0)
      log.warn({ flow: flow.id, env, skipped: fires.skipped, misfire }, 'due times of a schedule were missed while no server was up');
    for (const due of fires.dues) {
      await resources.fire(timer.scheduled, new Date(due));
      await states.update(state.id, { set: { decidedAt: due, firedAt: due } });
    }
    if (fires.until !== (fires.dues.at(-1) ?? state.decidedAt)) await states.update(state.id, { set: { decidedAt: fires.until } });
    const next = nextDue(timing, state.startedAt, fires.until);
    return next === null ? interval : next - clock.now();
  }

  const id = ({ env, plan }: Scheduled) => `${env}/${plan.flow.id}`;
  return {
    set(flows) {
      const wanted = new Map(flows.filter(({ plan }) => plan.binding?.kind === 'schedule').map((scheduled) => [id(scheduled), scheduled]));
      for (const [key, timer] of armed)
        if (!wanted.has(key)) {
          timer.isStopped = true;
          timer.cancel?.();
          armed.delete(key);
          void states.update(key, { set: { decidedAt: null } }).catch(() => {});
        }
      for (const [key, scheduled] of wanted) {
        const timer = armed.get(key) ?? { scheduled, cancel: undefined, looking: undefined, isStopped: false, isStale: false };
        timer.scheduled = scheduled;
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
