import { decideSend, isInDoubt } from '../calls/decide-send.ts';
import type { Plan, PlanNode } from '../plan/plan.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import type { Ledger } from '../run-service.ts';

type Row = Ledger['items'][number];
type Query = { readonly node?: string | undefined; readonly state?: Row['state'] | undefined; readonly limit: number };

/** Rows with something to look at come first. */
const order: readonly Row['state'][] = ['unknown', 'intended', 'pending', 'failed', 'detached', 'confirmed'];

/** The ledger of a run as people see it: where each item stands at each step that touches the outside, and what would be done with it next. */
export function ledgerOf(plan: Plan, progress: Progress, { node, state, limit }: Query, now: number): Ledger {
  const meant = progress.ledger.filter(
    (entry) => (state === undefined || entry.state === state) && (node === undefined || plan.nodes[entry.node]?.node.id === node),
  );
  const sorted = meant.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.node - b.node);
  return { total: meant.length, items: sorted.slice(0, limit).flatMap((entry) => rowOf(entry, plan.nodes[entry.node], now)) };
}

function rowOf(entry: LedgerEntry, planned: PlanNode | undefined, now: number): Row[] {
  if (!planned) return [];
  const kind = planned.wait ? 'wait' : planned.definition.kind === 'read' ? 'read' : 'effect';
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return [
    {
      nodeId: planned.node.id,
      name: planned.node.name,
      itemId: entry.item,
      businessKey: entry.businessKey ?? null,
      kind,
      connection: planned.call?.connection ?? null,
      key: kind === 'effect' ? entry.key : null,
      generation: entry.generation,
      state: entry.state,
      hold: entry.settledAt === null ? (entry.hold ?? null) : null,
      attempts: entry.attempts,
      firstSentAt: instant(entry.firstSentAt),
      settledAt: instant(entry.settledAt),
      nextTryAt: instant(entry.retryAt),
      requestHash: entry.requestHash,
      answerStatus: entry.status ?? null,
      seenBefore: entry.seenBefore === true,
      closedBy: entry.closed ?? null,
      undo: entry.undo ?? null,
      batch: entry.batch ? { at: entry.batch.at + 1, of: entry.batch.of } : null,
      error: entry.error ? { code: entry.error.code, message: entry.error.message } : null,
      next: nextOf(entry, planned, now),
    },
  ];
}

/** What a resume does with it, or a replay once the run has ended. */
function nextOf(entry: LedgerEntry, planned: PlanNode, now: number): Row['next'] {
  if (entry.undo === 'done') return 'sent anew, as it was taken back';
  if (entry.state === 'confirmed') return 'skipped, its answer is kept';
  if (entry.state === 'detached') return 'goes on in a run of its own';
  if (!planned.call) return 'waits on';
  if (planned.call.idempotency === 'read') return 'read again';
  const canLookUp = planned.call.definition.lookUp !== undefined;
  // As an open question: a replay has not decided anything yet.
  const before = isInDoubt(entry, false) ? { ...entry, state: 'unknown' as const } : entry;
  switch (decideSend({ before, isFresh: false, idempotency: planned.call.idempotency, canLookUp, now })) {
    case 'look up':
      return 'looked up first';
    case 'ask a person':
      return 'a person decides';
    case 'send':
      return entry.firstSentAt === null ? 'sent' : 'sent again with the same key';
  }
}
