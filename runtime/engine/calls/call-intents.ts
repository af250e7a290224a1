import type { Clock } from '../../clock/clock.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { isInDoubt } from './decide-send.ts';
import { baseOf, type CallContext, type DueCall, requestOf, withoutBatch } from './due-call.ts';
import { effectKey } from './effect-key.ts';
import { formBatches } from './form-batches.ts';

export type Intents = {
  /** What has to be durable before these calls are made: their keys and, for batches, which items go together. Same order. */
  write(context: CallContext, calls: readonly DueCall[]): readonly LedgerEntry[];
  /** Whether this process has just written the intent, so that nothing was sent since. After a resume the same entry is another object. */
  isFresh(entry: LedgerEntry | undefined): boolean;
};

export function createIntents(clock: Clock): Intents {
  const fresh = new WeakSet<LedgerEntry>();
  const isFresh = (entry: LedgerEntry | undefined) => entry !== undefined && fresh.has(entry);

  function write(context: CallContext, calls: readonly DueCall[]): readonly LedgerEntry[] {
    // What is in doubt was written down when it was sent, and stays as it is until it is decided.
    const entries = calls.map((call) =>
      call.before && isInDoubt(call.before, isFresh(call.before)) ? call.before : intended(context, call),
    );
    for (const node of new Set(calls.map(({ pending }) => pending.node))) assignBatches(context, calls, node, entries);
    entries.forEach((entry, i) => {
      if (entry !== calls[i]?.before) fresh.add(entry);
    });
    return entries;
  }

  function intended(context: CallContext, call: DueCall): LedgerEntry {
    const { before } = call;
    return {
      ...withoutBatch(baseOf(context, call, isFresh(before))),
      state: 'intended',
      attempts: before?.attempts ?? 0,
      firstSentAt: before?.firstSentAt ?? clock.now(),
      settledAt: null,
      retryAt: null,
    };
  }

  return { write, isFresh };
}

/** Writes down which items go together, in which order and under which key. What is in doubt keeps the batch it was sent in. */
function assignBatches(context: CallContext, calls: readonly DueCall[], node: number, entries: LedgerEntry[]): void {
  const planNode = context.nodes[node] as PlanNode;
  const batch = planNode.call?.definition.batch;
  if (!batch) return;
  const candidates = calls.flatMap((call, at) =>
    call.pending.node === node && !call.pending.error && entries[at] !== call.before ? [{ request: requestOf(call), at }] : [],
  );
  for (const members of formBatches(candidates, batch)) {
    const facts = members.map(({ at }) => `${entries[at]?.item} ${entries[at]?.requestHash}`);
    const item = `batch\n${facts.join('\n')}`;
    const key = effectKey({ lineage: context.lineage, node: planNode.node.id, item, generation: 0 });
    members.forEach(({ at }, place) => {
      entries[at] = { ...(entries[at] as LedgerEntry), key, batch: { at: place, of: members.length } };
    });
  }
}
