import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type Collection, DuplicateKey } from '../../store/store.ts';
import { due } from '../dispatch/due.ts';
import type { Plan } from '../plan/plan.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import type { Pinned, RecordDocument, RunDocument } from '../run/run-document.ts';
import { newRunId } from '../run/run-id.ts';
import { readRecord, writeAnswers } from '../run/run-record.ts';
import type { Seal } from '../run/seal.ts';
import { isFinal } from '../run/statuses.ts';
import { hasUndoable, undoLedger } from './undo-ledger.ts';

export type CompensationResources = {
  readonly runs: Collection<RunDocument>;
  readonly records: Collection<RecordDocument>;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly planOf: (run: RunDocument) => Promise<Plan | null>;
  readonly offer: (run: RunDocument) => void;
};

/** The key under which a run is compensated: once. */
const dedupeOf = (runId: string) => `compensate/${runId}`;

/** The run that takes back the effects of this one; null when none was started. */
export function compensationOf(runs: Collection<RunDocument>, runId: string): Promise<RunDocument | null> {
  return runs.findOne({ dedupe: dedupeOf(runId) });
}

/**
 * Starts the run that takes the effects of a run and its replays back: same message, same pinned facts, and their outcomes. Null when there is nothing to take
 * back. Started twice it is the same run.
 */
export async function startCompensation(
  resources: CompensationResources,
  of: RunDocument,
  asked: { readonly by: string | null; readonly reason: string },
): Promise<{ readonly runId: string } | null> {
  const { runs, records, clock, seal } = resources;
  const known = await compensationOf(runs, of.id);
  if (known) return { runId: known.id };
  const plan = await resources.planOf(of);
  if (!plan || plan.lastUndoStage === null || of.messageBytes < 0) return null;
  const chain = await withReplays(runs, of);
  const ledger = undoLedger(plan, chain.map(progressOf));
  if (!hasUndoable(plan, ledger)) return null;
  const now = clock.now();
  const id = newRunId(now);
  const { focus: _focus, replay: _replay, caller: _caller, ...pinned } = JSON.parse(of.pinned) as Pinned;
  const record = `${id}/0/0`;
  const answers = await answersOf(resources, chain);
  const document: RunDocument = {
    ...of,
    id,
    dedupe: dedupeOf(of.id),
    dedupeUntil: null,
    status: 'queued',
    createdAt: now,
    finishedAt: null,
    ...due(of, now),
    owner: null,
    token: 0,
    dispatch: 0,
    recoveries: 0,
    isOrphan: 0,
    attempt: 0,
    // It has to run while a failed run of its key holds the others back.
    orderKey: null,
    orderNumber: null,
    orderTurn: null,
    causationId: of.id,
    replayOf: null,
    kind: 'compensation',
    parent: of.id,
    follow: null,
    openExceptions: null,
    pinned: JSON.stringify({ ...pinned, compensates: { run: of.id, ...asked } } satisfies Pinned),
    progress: JSON.stringify({ stage: 0, steps: [], dead: [], ledger } satisfies Progress),
    record,
    answer: null,
    writeId: randomUUID(),
  };
  await records.insert({ id: record, runId: id, createdAt: now, sealed: seal.close(of.env, writeAnswers(answers)) });
  try {
    await runs.insert(document);
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    await records.remove(record);
    return { runId: (await compensationOf(runs, of.id))?.id ?? id };
  }
  resources.offer(document);
  return { runId: id };
}

/** Whether nothing stands against executing a run once more: its effects are either all there or all taken back. */
export async function mayRunAgain(runs: Collection<RunDocument>, run: Pick<RunDocument, 'id' | 'follow'>): Promise<boolean> {
  if (run.follow?.includes('compensate')) return false;
  const compensation = await compensationOf(runs, run.id);
  return compensation === null || isThrough(compensation);
}

/** Everything was taken back, by itself or, where it failed, by replays and people. */
export function isThrough(compensation: RunDocument): boolean {
  if (compensation.status === 'done') return true;
  const { dead } = progressOf(compensation);
  return isFinal(compensation.status) && dead.length > 0 && dead.every(({ state }) => state === 'resolved' || state === 'dismissed');
}

/** Writes into the compensated run what was taken back, by compare-and-set on its write id. */
export async function markCompensated(runs: Collection<RunDocument>, runId: string, compensation: RunDocument): Promise<void> {
  const undone = new Map(progressOf(compensation).ledger.flatMap((entry) => (entry.undo ? [[keyOf(entry), entry.undo] as const] : [])));
  for (;;) {
    const document = await runs.get(runId);
    if (!document) return;
    const progress = progressOf(document);
    const ledger = progress.ledger.map((entry): LedgerEntry => {
      const undo = undone.get(keyOf(entry));
      return undo ? { ...entry, undo } : entry;
    });
    const set = { progress: JSON.stringify({ ...progress, ledger }), writeId: randomUUID() };
    if (await runs.update(runId, { where: { writeId: document.writeId }, set })) return;
  }
}

const keyOf = ({ node, item, generation }: LedgerEntry) => `${node}/${item}/${generation}`;

export function progressOf({ progress }: Pick<RunDocument, 'progress'>): Progress {
  return progress === '' ? { stage: 0, steps: [], ledger: [], dead: [] } : (JSON.parse(progress) as Progress);
}

/** The run, and what replayed it, in their order: later ones know more. */
async function withReplays(runs: Collection<RunDocument>, of: RunDocument): Promise<RunDocument[]> {
  const chain = [of];
  for (const run of chain) {
    const { items } = await runs.find({ where: { replayOf: run.id }, limit: 200, sort: { by: 'createdAt', direction: 'up' } });
    chain.push(...items);
  }
  return chain;
}

async function answersOf({ records, seal }: CompensationResources, chain: readonly RunDocument[]): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const { env, record } of chain) {
    const stored = record === null ? null : await records.get(record);
    if (!stored) continue;
    for (const [id, body] of readRecord(seal.open(env, stored.sealed).toString('utf8')).answers) answers.set(id, body);
  }
  return answers;
}
