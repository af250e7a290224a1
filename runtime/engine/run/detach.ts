import { hash, randomUUID } from 'node:crypto';
import { type Collection, DuplicateKey } from '../../store/store.ts';
import { due } from '../dispatch/due.ts';
import { type ActiveRun, callId } from './active-run.ts';
import { type LedgerEntry, noProgress, type Progress } from './progress.ts';
import type { Pinned, RecordDocument, RunDocument } from './run-document.ts';
import { derivedRunId } from './run-id.ts';

/** Items of one step that go on in a run of their own, because the others need not wait for them. */
export type Detachment = { readonly node: number; readonly entries: readonly LedgerEntry[] };

/**
 * Which items leave their run: those whose next attempt lies beyond their step's patience, when others of the same calls can go on meanwhile. Nothing leaves
 * a run that keeps an order, and nothing leaves before a barrier that wants all of its items: then the run waits as a whole.
 */
export function detachments(run: ActiveRun, now: number): readonly Detachment[] {
  if (run.orderKey !== null || (run.kind !== 'message' && run.kind !== 'replay')) return [];
  const atThisStage = [...run.ledger.values()].filter((entry) => run.plan.nodes[entry.node]?.stage === run.stage);
  if (!atThisStage.some((entry) => entry.settledAt !== null && entry.state !== 'detached' && hasFollower(run, entry.node))) return [];
  const late = atThisStage.filter((entry) => isLate(run, entry, now) && !isAwaited(run, entry.node));
  return [...new Set(late.map((entry) => entry.node))].map((node) => ({ node, entries: late.filter((entry) => entry.node === node) }));
}

function isLate(run: ActiveRun, { node, hold, settledAt, retryAt }: LedgerEntry, now: number): boolean {
  if (settledAt !== null || retryAt === null || hold === 'waiting') return false;
  return retryAt - now > (run.plan.nodes[node]?.onFailure.patienceSeconds ?? 0) * 1000;
}

function hasFollower(run: ActiveRun, node: number): boolean {
  return run.plan.nodes.some((planned) => planned.ancestors.includes(node));
}

/** Whether a barrier behind the node wants to see all of its items. */
function isAwaited(run: ActiveRun, node: number): boolean {
  return run.plan.nodes.some(
    ({ definition, ancestors, onFailure, node: { disabled } }) =>
      definition.kind === 'pure' && definition.barrier && !disabled && onFailure.onMissing !== 'proceed' && ancestors.includes(node),
  );
}

/**
 * Inserts the continuation. Its id follows from what it continues, so doing it again after a crash changes nothing; effect keys follow from the lineage, so
 * neither does an item that both came to send.
 */
export async function insertContinuation(
  { runs, records, now }: { readonly runs: Collection<RunDocument>; readonly records: Collection<RecordDocument>; readonly now: number },
  run: ActiveRun,
  { node, entries }: Detachment,
  sealedRecord: Uint8Array | null,
): Promise<string> {
  const original = await runs.get(run.id);
  const planned = run.plan.nodes[node];
  if (!original || !planned) throw new Error(`run ${run.id} is gone`);
  const items = entries.map((entry) => entry.item);
  const id = derivedRunId(run.id, hash('sha256', `${run.id}\n${planned.node.id}\n${items.join('\n')}`, 'buffer'));
  const record = sealedRecord && `${id}/0/0`;
  const pinned: Pinned = { ...run.pinned, focus: { node: planned.node.id, items } };
  const upstream = [...run.ledger.values()].filter((entry) => planned.ancestors.includes(entry.node));
  const progress: Progress = { ...noProgress, ledger: [...upstream, ...entries] };
  const document: RunDocument = {
    ...original,
    id,
    dedupe: id,
    dedupeUntil: null,
    kind: 'continuation',
    parent: run.id,
    causationId: run.id,
    replayOf: null,
    follow: null,
    status: 'retrying',
    createdAt: now,
    finishedAt: null,
    ...due(original, Math.min(...entries.map((entry) => entry.retryAt ?? now))),
    owner: null,
    token: 0,
    dispatch: 0,
    recoveries: 0,
    isOrphan: 0,
    openExceptions: null,
    pinned: JSON.stringify(pinned),
    progress: JSON.stringify(progress),
    record,
    answer: null,
    writeId: randomUUID(),
  };
  const writes = record && sealedRecord ? [records.insert({ id: record, runId: id, createdAt: now, sealed: sealedRecord })] : [];
  await Promise.all([...writes, runs.insert(document)].map((write) => write.catch(unlessThere)));
  for (const entry of entries) run.ledger.set(callId(entry), { ...entry, state: 'detached', retryAt: null, settledAt: now });
  return id;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof DuplicateKey)) throw error;
}
