import { isFinal, runStatuses } from '../engine/run/statuses.ts';
import type { Promotion } from './promotion.ts';
import type { PromotionResources } from './resources.ts';

const unfinished = runStatuses.filter((status) => !isFinal(status));
const counted = 1000;

/** Runs of the promoted flows in the target that have not ended: they finish on the version they began with. */
export async function runningOn(
  { items, to }: Pick<Promotion, 'items' | 'to'>,
  { runs }: Pick<PromotionResources, 'runs'>,
): Promise<number> {
  const flows = items.flatMap(({ kind, name }) => (kind === 'flow' ? [name] : []));
  const counts = await Promise.all(
    flows.map(async (flow) => (await runs.list({ env: to, flow, status: unfinished, limit: counted })).items.length),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
