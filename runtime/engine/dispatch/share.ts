/** A limit that several lanes have together, such as all lanes of an environment. */
export type Share = {
  /** False: as many run as may. */
  take(): boolean;
  give(): void;
  /** Is called, once, when there is room again; the lane that waits longest first. */
  wait(next: () => void): void;
};

/** @param most how many tasks may run at once; asked each time, so that it may change */
export function createShare(most: () => number): Share {
  let running = 0;
  const waiting = new Set<() => void>();

  return {
    take() {
      if (running >= most()) return false;
      running++;
      return true;
    },
    give() {
      running--;
      // Those that find no room after all wait again, behind the others.
      for (const next of [...waiting]) {
        if (running >= most()) return;
        waiting.delete(next);
        next();
      }
    },
    wait: (next) => void waiting.add(next),
  };
}

export const withoutLimit: Share = { take: () => true, give: () => {}, wait: () => {} };
