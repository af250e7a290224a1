import { effectKey } from '../calls/effect-key.ts';
import type { Plan } from '../plan/plan.ts';
import { callId } from '../run/active-run.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import { isRelated } from './lineage.ts';
import { isUndoable } from './undo-course.ts';

/**
 * What a compensation starts from: the outcomes of the run and its replays. Effects of records that got through are kept. What was never sent, or certainly
 * had no effect, is settled as such and never sent by a compensation; what may have happened is asked for.
 */
export function undoLedger(plan: Plan, chain: readonly Progress[]): LedgerEntry[] {
  const merged = new Map<string, LedgerEntry>();
  for (const { ledger } of chain)
    for (const entry of ledger) {
      const known = merged.get(callId(entry));
      if (!known || entry.generation > known.generation || known.state !== 'confirmed') merged.set(callId(entry), entry);
    }
  const lost = chain.flatMap(({ dead }) => dead.filter(({ state }) => state !== 'resolved').map(({ item }) => item));
  const isWhole = chain.some(({ runFailed }) => runFailed !== undefined) || lost.length === 0;
  return [...merged.values()].map((entry) => {
    if (!isUndoable(plan, entry)) return settled(entry);
    if (!isWhole && !lost.some((item) => isRelated(item, entry.item))) return { ...settled(entry), undo: 'kept' as const };
    return inDoubt(entry) ? asked(entry) : settled(entry);
  });
}

/** The same once more: what could not be taken back is tried again. */
export function undoAgainLedger(plan: Plan, ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return ledger.map((entry) => {
    const { undo, error: _error, ...rest } = entry;
    if (plan.nodes[entry.node]?.isUndo)
      return entry.state === 'confirmed' ? entry : { ...rest, state: 'pending', attempts: 0, settledAt: null, retryAt: null };
    if (undo === 'failed') return rest;
    return isUndoable(plan, entry) && entry.state === 'unknown' ? asked(entry) : entry;
  });
}

/** Whether there is anything to take back. */
export function hasUndoable(plan: Plan, ledger: Iterable<LedgerEntry>): boolean {
  for (const entry of ledger)
    if (isUndoable(plan, entry) && entry.undo === undefined && (entry.state === 'confirmed' || inDoubt(entry))) return true;
  return false;
}

/** An effect that was taken back and is wanted again: under a new key, or the other side would take it for the old one. */
export function afterUndo(entry: LedgerEntry, plan: Plan, lineage: string): LedgerEntry {
  const { node, item, businessKey, group, requestHash } = entry;
  const generation = entry.generation + 1;
  const key = effectKey({ lineage, node: plan.nodes[node]?.node.id ?? '', item, generation });
  return {
    node,
    item,
    ...(businessKey !== undefined && { businessKey }),
    ...(group !== undefined && { group }),
    key,
    generation,
    requestHash,
    state: 'pending',
    attempts: 0,
    firstSentAt: null,
    settledAt: null,
    retryAt: null,
  };
}

function inDoubt({ state, mayHaveHappened }: LedgerEntry): boolean {
  return state === 'unknown' || state === 'intended' || (state !== 'confirmed' && mayHaveHappened === true);
}

function asked({ error: _error, hold: _hold, ...entry }: LedgerEntry): LedgerEntry {
  return { ...entry, state: 'unknown', attempts: 0, settledAt: null, retryAt: null };
}

function settled(entry: LedgerEntry): LedgerEntry {
  if (entry.settledAt !== null && entry.state !== 'pending') return entry;
  const { hold: _hold, ...rest } = entry;
  const error = entry.error ?? { code: 'NOT_SENT', message: 'It was not sent before the run ended.' };
  return { ...rest, state: 'failed', settledAt: entry.firstSentAt ?? 0, retryAt: null, error };
}
