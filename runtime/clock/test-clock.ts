import type { Clock } from './clock.ts';

/** A clock that stands still until it is moved. Callbacks fire in the order of their time. */
export type TestClock = Clock & {
  advance(ms: number): void;
  /** Sets the clock of the machine ahead, or back with less than 0: no time passes, and no callback is due by it. */
  jump(ms: number): void;
  /** When the next callback is due; null when none waits. */
  nextAt(): number | null;
};

export function testClock(start = Date.UTC(2026, 10, 21, 8)): TestClock {
  let passed = 0;
  let offset = 0;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => start + passed + offset,
    monotonic: () => passed,
    after(ms, callback) {
      const entry = { at: passed + Math.max(0, ms), callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const until = passed + ms;
      for (;;) {
        const next = [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        passed = next.at;
        next.callback();
      }
      passed = until;
    },
    jump(ms) {
      offset += ms;
    },
    nextAt: () => (waiting.size === 0 ? null : start + offset + Math.min(...[...waiting].map((entry) => entry.at))),
  };
}
