import type { DueCall } from './due-call.ts';

/**
 * Which calls are made together (inner lists: the items of one batch, in the order that was written down), one after the other (the lists of a batch node), or at
 * the same time (outer list).
 */
export function groupCalls(calls: readonly DueCall[]): readonly (readonly (readonly DueCall[])[])[] {
  const single: DueCall[][][] = [];
  const batched = new Map<number, Map<string, DueCall[]>>();
  for (const call of calls) {
    const { before, pending } = call;
    if (!before?.batch) {
      single.push([[call]]);
      continue;
    }
    const batches = batched.get(pending.node) ?? new Map<string, DueCall[]>();
    batched.set(pending.node, batches);
    batches.set(before.key, [...(batches.get(before.key) ?? []), call]);
  }
  const inOrder = (batch: readonly DueCall[]) => batch.toSorted((a, b) => (a.before?.batch?.at ?? 0) - (b.before?.batch?.at ?? 0));
  return [...single, ...[...batched.values()].map((batches) => [...batches.values()].map(inOrder))];
}
