import type { Clock } from './clock.ts';

/** A clock that stands still until it is moved. Callbacks fire in the order of their time. */
export type TestClock = Clock & {
  advance(ms: number): void /** When the next callback is due; null when none waits. */;
  nextAt(): number | null;
};

export function testClock(start = Date.UTC(2026, 10, 21, 8)): TestClock {
  let now = start;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    monotonic: () => now - start,
    after(ms, callback) {
      const entry = { at: now + Math.max(0, ms), callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        now = next.at;
        next.callback();
      }
      now = until;
    },
    nextAt: () => (waiting.size === 0 ? null : Math.min(...[...waiting].map((entry) => entry.at))),
  };
}
