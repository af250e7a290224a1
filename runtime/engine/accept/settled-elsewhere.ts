import type { Bulletin } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../clock/clock.ts';

/** Lets a caller wait for a run that another process executes. */
export type SettledElsewhere = {
  /** Resolves when a process says that the run's answer, end or next try was stored, and at the time `until`. Then the store is to be asked. */
  heardOf(runId: string, until: number): Promise<void>;
  /** Tells the others. */
  tell(runId: string): void;
  close(): void;
};

export function settledElsewhere({ bulletin, clock }: { readonly bulletin: Bulletin; readonly clock: Clock }): SettledElsewhere {
  const waiting = new Map<string, Set<() => void>>();
  const stop = bulletin.subscribe('settled', (runId) => {
    for (const heard of waiting.get(runId) ?? []) heard();
  });
  return {
    heardOf(runId, until) {
      return new Promise((resolve) => {
        const all = waiting.get(runId) ?? new Set();
        const heard = () => {
          cancel();
          all.delete(heard);
          if (all.size === 0) waiting.delete(runId);
          resolve();
        };
        const cancel = clock.after(Math.max(0, until - clock.now()), heard);
        waiting.set(runId, all.add(heard));
      });
    },
    tell: (runId) => bulletin.publish('settled', runId),
    close: stop,
  };
}
