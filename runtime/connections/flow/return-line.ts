/**
 * Gives those who are sent away a time each to come back at, so that a system that works again is not run over by all of them at once. The line is kept: who is
 * sent away later comes back later.
 */
export type ReturnLine = {
  /** When the next one may come back: not before `from`, one `gap` (ms) after the one before, with some chance in it. */
  next(from: number, gap: number): number;
  /** What the line waited for is over: the next one does not stand behind those who were sent away because of it. */
  clear(): void;
};

export function returnLine(random: () => number): ReturnLine {
  let end = 0;
  return {
    next(from, gap) {
      const slot = Math.max(from, end);
      end = slot + gap;
      return Math.round(slot + gap * random());
    },
    clear() {
      end = 0;
    },
  };
}
