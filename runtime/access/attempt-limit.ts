import type { Clock } from '../clock/clock.ts';

/** Failed attempts per address: ten within five minutes, then none is looked at until the five minutes are over. */
export type AttemptLimit = {
  /** Seconds to wait; 0: go on. */
  waitOf(address: string): number;
  failed(address: string): void;
  succeeded(address: string): void;
};

const allowed = 10;
const windowMs = 5 * 60_000;
/** Beyond so many addresses the oldest are forgotten, so that memory stays bounded. */
const maxAddresses = 10_000;

export function attemptLimit(clock: Clock): AttemptLimit {
  const failures = new Map<string, { count: number; readonly until: number }>();
  const current = (address: string) => {
    const entry = failures.get(address);
    if (entry && entry.until <= clock.now()) failures.delete(address);
    return failures.get(address);
  };
  return {
    waitOf(address) {
      const entry = current(address);
      return entry && entry.count >= allowed ? Math.ceil((entry.until - clock.now()) / 1000) : 0;
    },
    failed(address) {
      const entry = current(address);
      if (entry) entry.count += 1;
      else failures.set(address, { count: 1, until: clock.now() + windowMs });
      if (failures.size > maxAddresses) failures.delete(failures.keys().next().value ?? '');
    },
    succeeded: (address) => void failures.delete(address),
  };
}
