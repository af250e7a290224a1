import { decideSend, isInDoubt } from '../../calls/decide-send.ts';
import type { Plan } from '../../plan/plan.ts';
import type { DeadEntry, Progress } from '../../run/progress.ts';
import type { BulkPreview } from '../../run-service.ts';
import { type ReplayTarget, replayTarget } from '../replay-target.ts';

type Sums = BulkPreview['sums'];

/** What the replay of one run would do, counted from its ledger alone: quick enough for thousands, and without what new content may change. */
export function countReplay(given: {
  readonly plan: Plan;
  readonly progress: Progress;
  readonly meant: readonly DeadEntry[];
  readonly from: string | undefined;
  readonly now: number;
}): { readonly items: number; readonly sums: Sums } {
  const { plan, progress, now } = given;
  const target = targetOf(given);
  const isBehind = (node: number) =>
    target === 'all' || node === target.node || (plan.nodes[node]?.ancestors.includes(target.node) ?? false);
  const sums = { skipped: 0, sentNow: 0, sameKey: 0, lookedUp: 0, asked: 0 };
  for (const entry of progress.ledger) {
    const planned = plan.nodes[entry.node];
    if (!planned?.call || planned.call.idempotency === 'read' || !isBehind(entry.node)) continue;
    if (target !== 'all' && entry.node === target.node && target.items[0] !== '*' && !target.items.includes(entry.item)) continue;
    if (entry.state === 'confirmed') {
      sums.skipped++;
      continue;
    }
    const before = isInDoubt(entry, false) ? { ...entry, state: 'unknown' as const } : entry;
    const canLookUp = planned.call.definition.lookUp !== undefined;
    const verdict = decideSend({ before, isFresh: false, idempotency: planned.call.idempotency, canLookUp, now });
    if (verdict === 'ask a person') sums.asked++;
    else if (verdict === 'look up') sums.lookedUp++;
    else if (entry.firstSentAt !== null) sums.sameKey++;
    else sums.sentNow++;
  }
  const items =
    target === 'all'
      ? 1
      : target.items[0] === '*'
        ? (progress.steps.find(({ node }) => node === target.node)?.in ?? 1)
        : target.items.length;
  return { items, sums };
}

function targetOf({
  plan,
  meant,
  from,
}: {
  readonly plan: Plan;
  readonly meant: readonly DeadEntry[];
  readonly from: string | undefined;
}): ReplayTarget {
  try {
    return replayTarget({ plan, dead: meant, from, items: undefined });
  } catch {
    // The step is not in the version that this run went through; its replay says so.
    return 'all';
  }
}
