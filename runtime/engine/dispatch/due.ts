import type { RunDocument } from '../run/run-document.ts';

type Placed = Pick<RunDocument, 'env' | 'lane' | 'priority'>;

/** The name of the queue that a run waits in: lanes are bulkheads, and no environment shares one with another. */
export function queueOf({ env, lane }: Pick<Placed, 'env' | 'lane'>): string {
  return `${env}/${lane}`;
}

/** The environment and lane of a queue. No environment has a slash in its name. */
export function placeOf(queue: string): Pick<Placed, 'env' | 'lane'> {
  const slash = queue.indexOf('/');
  return { env: queue.slice(0, slash), lane: queue.slice(slash + 1) };
}

/** What the index of due runs is built on: the queue and the priority within it. */
export function readyIn(run: Placed): string {
  return `${queueOf(run)}/${run.priority}`;
}

/** The fields of a run that waits to be dispatched at a time, ms. */
export function due(run: Placed, at: number): Pick<RunDocument, 'dueAt' | 'ready'> {
  return { dueAt: at, ready: readyIn(run) };
}

/** The fields of a run that a worker has, that has ended, or that only something from outside wakes. */
export const notDue: Pick<RunDocument, 'dueAt' | 'ready'> = { dueAt: null, ready: null };
