import type { Clock } from '../../clock/clock.ts';
import type { Log } from '../log.ts';
import { decideFires } from './decide-fires.ts';
import { createFlowTimers, lookInterval, type Timed } from './flow-timers.ts';
import { nextDue } from './timing.ts';
import { stateOf, type TriggerStates } from './trigger-state.ts';

export type Scheduled = Timed;

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
  /** Resolves to how long there is nothing to do, ms. */
  async function tick(scheduled: Scheduled, isStopped: () => boolean): Promise<number> {
    const { env, plan } = scheduled;
    const { binding, flow } = plan;
    if (binding?.kind !== 'schedule') return lookInterval;
    const { timing, misfire } = binding;
    const now = clock.now();
    const state = await stateOf(states, env, flow.id, now, timing);
    if (state.pausedAt !== null || state.decidedAt === null || isStopped()) return lookInterval;
    const fires = decideFires({ timing, start: state.startedAt, last: state.decidedAt, now, misfire });
    if (fires.skipped > 0)
      log.warn({ flow: flow.id, env, skipped: fires.skipped, misfire }, 'due times of a schedule were missed while no server was up');
    for (const due of fires.dues) {
      await resources.fire(scheduled, new Date(due));
      await states.update(state.id, { set: { decidedAt: due, firedAt: due } });
    }
    if (fires.until !== (fires.dues.at(-1) ?? state.decidedAt)) await states.update(state.id, { set: { decidedAt: fires.until } });
    const next = nextDue(timing, state.startedAt, fires.until);
    return next === null ? lookInterval : next - clock.now();
  }

  const timers = createFlowTimers({
    clock,
    tick,
    failed({ env, plan }, error) {
      log.error({ flow: plan.flow.id, env, error: String(error) }, 'a schedule could not be fired; tried again in 5 s');
      return retryAfter;
    },
    dropped: (key) => void states.update(key, { set: { decidedAt: null } }).catch(() => {}),
  });
  return { ...timers, set: (flows) => timers.set(flows.filter(({ plan }) => plan.binding?.kind === 'schedule')) };
}
