import type { Clock } from '../clock/clock.ts';
import type { Log } from './log.ts';

/** Something that is looked after again and again. One that fails is tried again at its next time, and does not keep the others. */
export type Task = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> };

export type Upkeep = {
  start(): void;
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
};

export function createUpkeep(given: { readonly clock: Clock; readonly log: Log; readonly tasks: readonly Task[] }): Upkeep {
  const { clock, log } = given;
  const cancels = new Map<Task, () => void>();
  const underWay = new Set<Promise<void>>();
  let isClosed = false;

  function later(task: Task): void {
    if (isClosed) return;
    const cancel = clock.after(task.everyMs, () => {
      const turn = task
        .run()
        .then(() => {})
        .catch((error: unknown) => log.warn({ task: task.name, error: String(error) }, 'could not be looked after; tried again later'))
        .finally(() => {
          underWay.delete(turn);
          later(task);
        });
      underWay.add(turn);
    });
    cancels.set(task, cancel);
  }

  return {
    start: () => given.tasks.forEach(later),
    async close() {
      isClosed = true;
      for (const cancel of cancels.values()) cancel();
      await Promise.all(underWay);
    },
  };
}
