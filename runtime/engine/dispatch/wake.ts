import { randomUUID } from 'node:crypto';
import type { Collection } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { due } from './due.ts';

const needed = ['id', 'env', 'lane', 'priority', 'owner', 'status', 'token', 'dispatch', 'dueAt'] as const;

/**
 * Makes a run due that lies in the store. False when a worker has it or it has ended: whoever wakes has then stored what it wakes for, and the worker looks
 * there after it has stored that it waits.
 */
export async function wakeRun(runs: Collection<RunDocument>, id: string, at: number): Promise<boolean> {
  for (;;) {
    const [run] = (await runs.find({ where: { id }, limit: 1, select: needed })).items;
    if (!run || run.owner !== null || isFinal(run.status)) return false;
    if (run.dueAt !== null && run.dueAt <= at) return true;
    const set = { ...due(run, at), dispatch: run.dispatch + 1, writeId: randomUUID() };
    if (await runs.update(id, { where: { token: run.token, dispatch: run.dispatch, owner: null }, set })) return true;
  }
}
