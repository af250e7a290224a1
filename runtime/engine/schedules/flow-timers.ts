import type { Clock } from '../../clock/clock.ts';
import type { Plan } from '../plan/plan.ts';

/** A flow whose trigger acts by the clock. */
export type Timed = { readonly env: string; readonly plan: Plan };

/** One timer per flow: it looks, is told when to look again, and never looks twice at once. */
export type FlowTimers = {
  /** The flows there are now; replaces those before, and looks at each. */
  set(flows: readonly Timed[]): void;
  /** Looks at one flow at once. */
  look(env: string, flow: string): void;
  /** Looks at nothing more; resolves when the looks under way have ended. */
  close(): Promise<void>;
};

/** Looks are made at least so often, ms: a clock that was set, a pause by another process. */
export const lookInterval = 30_000;

type Timer = {
  timed: Timed;
  cancel: (() => void) | undefined;
  looking: Promise<void> | undefined;
  isStopped: boolean;
  isStale: boolean;
};

export function createFlowTimers(given: {
  readonly clock: Clock;
  /** Resolves to how long there is nothing to do, ms. */
  readonly tick: (timed: Timed, isStopped: () => boolean) => Promise<number>;
  /** A look failed: says when to look again, ms. */
  readonly failed: (timed: Timed, error: unknown) => number;
  /** A flow is no longer among those there are. */
  readonly dropped?: (key: string) => void;
}): FlowTimers {
  const { clock } = given;
  /** By `env/flow`. */
  const armed = new Map<string, Timer>();

  function look(timer: Timer): Promise<void> {
    if (timer.looking) timer.isStale = true;
    timer.looking ??= given
      .tick(timer.timed, () => timer.isStopped)
      .catch((error: unknown) => given.failed(timer.timed, error))
      .then((ms) => {
        timer.looking = undefined;
        again(timer, timer.isStale ? 0 : ms);
        timer.isStale = false;
      });
    return timer.looking;
  }

  function again(timer: Timer, ms: number): void {
    timer.cancel?.();
    if (!timer.isStopped) timer.cancel = clock.after(Math.min(lookInterval, Math.max(0, ms)), () => void look(timer));
  }

  function stop(timer: Timer): void {
    timer.isStopped = true;
    timer.cancel?.();
  }

  return {
    set(flows) {
      const wanted = new Map(flows.map((timed) => [`${timed.env}/${timed.plan.flow.id}`, timed]));
      for (const [key, timer] of armed)
        if (!wanted.has(key)) {
          stop(timer);
          armed.delete(key);
          given.dropped?.(key);
        }
      for (const [key, timed] of wanted) {
        const timer = armed.get(key) ?? { timed, cancel: undefined, looking: undefined, isStopped: false, isStale: false };
        timer.timed = timed;
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
      timers.forEach(stop);
      await Promise.all(timers.map((timer) => timer.looking));
    },
  };
}
