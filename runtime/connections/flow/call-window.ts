/** Counts the calls of the last seconds, in ten slices of the window. In memory, without a timer. */
export type CallWindow = {
  add(isFailure: boolean, now: number): void;
  counts(now: number): { readonly calls: number; readonly failures: number };
  clear(): void;
};

const slices = 10;

export function callWindow(seconds: number): CallWindow {
  const width = (seconds * 1000) / slices;
  const calls = new Array<number>(slices).fill(0);
  const failures = new Array<number>(slices).fill(0);
  let newest = 0;

  function moveTo(now: number): number {
    const slice = Math.floor(now / width);
    // A clock that was set back counts into the slice it had reached.
    if (slice > newest) {
      for (let passed = Math.max(newest + 1, slice - slices + 1); passed <= slice; passed++) {
        calls[passed % slices] = 0;
        failures[passed % slices] = 0;
      }
      newest = slice;
    }
    return newest % slices;
  }

  return {
    add(isFailure, now) {
      const at = moveTo(now);
      calls[at] = (calls[at] as number) + 1;
      if (isFailure) failures[at] = (failures[at] as number) + 1;
    },
    counts(now) {
      moveTo(now);
      return { calls: calls.reduce((sum, count) => sum + count, 0), failures: failures.reduce((sum, count) => sum + count, 0) };
    },
    clear() {
      calls.fill(0);
      failures.fill(0);
    },
  };
}
