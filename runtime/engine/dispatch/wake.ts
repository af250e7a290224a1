import { randomUUID } from 'node:crypto';
import type { Collection } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { due } from './due.ts';

const needed = ['id', 'env', 'lane', 'priority', 'owner', 'status', 'token', 'dispatch', 'dueAt'] as const;

/** `held`: a worker has the run. `ended`: there is nothing to wake any more. */
export type Woken = 'due' | 'held' | 'ended';

/**
 * Makes a run due that lies in the store. False when a worker has it or it has ended: whoever wakes has then stored what it wakes for, and the worker looks
 * there after it has stored that it waits.
 */
export async function wakeRun(runs: Collection<RunDocument>, id: string, at: number): Promise<boolean> {
  return (await tryToWake(runs, id, at)) === 'due';
}

/**
 * As `wakeRun`, for those who remember that somebody is still to be woken: a worker that has the run may store that it waits and die before it looks, so
 * `held` is to be tried again.
 */
export async function tryToWake(runs: Collection<RunDocument>, id: string, at: number): Promise<Woken> {
  for (;;) {
    const [run] = (await runs.find({ where: { id }, limit: 1, select: needed })).items;
    if (!run || isFinal(run.status)) return 'ended';
    if (run.owner !== null) return 'held';
    if (run.dueAt !== null && run.dueAt <= at) return 'due';
    const set = { ...due(run, at), dispatch: run.dispatch + 1, writeId: randomUUID() };
    if (await runs.update(id, { where: { token: run.token, dispatch: run.dispatch, owner: null }, set })) return 'due';
  }
}
