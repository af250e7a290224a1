import { runCollection } from '../engine/run/run-document.ts';
import type { Promotion } from './promotion.ts';
import type { PromotionResources } from './resources.ts';

const counted = 1000;

/**
 * Runs of the promoted flows in the target that have not ended: they finish on the version they began with. Found by what only such runs have, a worker
 * or a time at which they are due, so that the ended ones are not looked through.
 */
export async function runningOn(
  { items, to }: Pick<Promotion, 'items' | 'to'>,
  { store }: Pick<PromotionResources, 'store'>,
): Promise<number> {
  const runs = store.collection(runCollection);
  const flows = items.flatMap(({ kind, name }) => (kind === 'flow' ? [name] : []));
  const counts = await Promise.all(
    flows.flatMap((flow) => [
      runs.count({ dueAt: { gt: 0 }, env: to, flow }, counted),
      runs.count({ owner: { gt: '' }, env: to, flow }, counted),
    ]),
  );
  return Math.min(
    counted,
    counts.reduce((sum, count) => sum + count, 0),
  );
}
