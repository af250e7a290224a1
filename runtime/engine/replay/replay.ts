import { randomUUID } from 'node:crypto';
import { afterUndo, undoAgainLedger } from '../compose/undo-ledger.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { due } from '../dispatch/due.ts';
import type { Plan } from '../plan/plan.ts';
import { type LedgerEntry, noProgress, type Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { newRunId } from '../run/run-id.ts';
import type { RunnerResources } from '../run/runner.ts';
import { isFinal } from '../run/statuses.ts';
import { NotReplayable } from '../run-service.ts';
import { markReplaying } from './original.ts';
import { type ReplayTarget, replayLedger } from './plan-replay.ts';

function ledgerOf({ lineage, pinned }: RunDocument, { ledger }: Progress, target: ReplayTarget, plan: Plan): LedgerEntry[] {
  if (pinned.includes('"compensates"')) return undoAgainLedger(plan, ledger);
  return replayLedger(ledger, target, plan).map((entry) => (entry.undo === 'done' ? afterUndo(entry, plan, lineage) : entry));
}

/**
 * Starts a new run that takes up items of an ended one: same message, same pinned facts, same effect keys. Confirmed effects are not sent again. The original
 * keeps its story and names the items as replaying until the new run has ended.
 */
export async function startReplay(
  resources: RunnerResources & { readonly dispatcher: Dispatcher },
  original: RunDocument,
  plan: Plan,
  target: ReplayTarget,
  asked: { readonly by: string; readonly reason?: string | undefined },
): Promise<{ readonly runId: string }> {
  const { runs, records, clock } = resources;
  if (!isFinal(original.status)) throw new NotReplayable('STILL_RUNNING', 'The run has not ended yet. Wait for it, or cancel it first.');
  if (original.messageBytes < 0)
    throw new NotReplayable('MESSAGE_GONE', 'The message of this run is past its retention and no longer kept, so it cannot be replayed.');
  const progress = original.progress === '' ? noProgress : (JSON.parse(original.progress) as Progress);
  const now = clock.now();
  const id = newRunId(now);
  const { focus: _before, ...pinned } = JSON.parse(original.pinned) as Pinned;
  const focus = target === 'all' ? {} : { focus: { node: plan.nodes[target.node]?.node.id ?? '', items: target.items } };
  const answers = original.record === null ? null : await records.get(original.record);
  const record = answers && `${id}/0/0`;
  const document: RunDocument = {
    ...original,
    id,
    dedupe: id,
    dedupeUntil: null,
    status: 'queued',
    createdAt: now,
    finishedAt: null,
    ...due(original, now),
    orderTurn: original.orderKey,
    owner: null,
    token: 0,
    dispatch: 0,
    recoveries: 0,
    isOrphan: 0,
    parkedFor: null,
    attempt: 0,
    causationId: original.id,
    replayOf: original.id,
    kind: 'replay',
    parent: null,
    follow: null,
    openExceptions: null,
    pinned: JSON.stringify({
      ...pinned,
      ...focus,
      replay: { by: asked.by, ...(asked.reason && { reason: asked.reason }) },
    } satisfies Pinned),
    progress: JSON.stringify({ stage: 0, steps: [], dead: [], ledger: ledgerOf(original, progress, target, plan) } satisfies Progress),
    record,
    answer: null,
    writeId: randomUUID(),
  };
  if (answers && record) await records.insert({ ...answers, id: record, runId: id, createdAt: now });
  await runs.insert(document);
  await markReplaying(runs, original.id, target);
  resources.dispatcher.poke(now);
  return { runId: id };
}
