import type { ConnectionPolicy } from '../connection-policy.ts';

/**
 * Keeps repeats in proportion to the calls: each call earns a part of a repeat, each repeat costs one, and one that goes well is given back. So a sick system is
 * spared, and once it works again what waits may come at full speed. Per process, in memory.
 */
export type RetryBudget = {
  /** Whether a repeat may be sent; takes it. */
  take(now: number): boolean;
  /** A call went well, whatever it was. */
  earn(wasRepeat: boolean): void;
};

export function retryBudget({ ratio, minPerMinute }: ConnectionPolicy['retryBudget'], now: number): RetryBudget {
  const most = Math.max(100, minPerMinute);
  let left = minPerMinute;
  let at = now;
  return {
    take(time) {
      left = Math.min(most, left + (Math.max(0, time - at) / 60_000) * minPerMinute);
      at = time;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    earn(wasRepeat) {
      left = Math.min(most, left + ratio + (wasRepeat ? 1 : 0));
    },
  };
}
