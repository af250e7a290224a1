import { type JudgedApproval, judgeApprovals, missingApprovals } from './approvals.ts';
import { contentHash, resolveItems, wantedOf } from './content.ts';
import type { Approval, Item, Policy, Promotion } from './promotion.ts';
import type { PromotionResources } from './resources.ts';
import { nextState } from './states.ts';

/** How a promotion stands at this moment. */
export type Examined = {
  readonly policy: Policy;
  /** As they are now while it can still be deployed; afterwards as they were. */
  readonly items: readonly Item[];
  readonly content: string;
  readonly judged: readonly JudgedApproval[];
  /** Approvals still needed. */
  readonly missing: number;
};

export async function examine(promotion: Promotion, resources: PromotionResources): Promise<Examined> {
  const policy = await resources.policies.of(promotion.to);
  const items = await currentItems(promotion, resources);
  const content = contentHash(items);
  const able = await ableOnes(promotion.approvals, resources);
  const judged = judgeApprovals(promotion, content, policy, ({ byId }) =>
    able.has(byId) ? null : 'The account is disabled, so its approval does not count.',
  );
  return { policy, items, content, judged, missing: missingApprovals(judged, policy) };
}

/** A lookup of the source goes on being edited; versions of flows and contracts never change. */
async function currentItems(promotion: Promotion, resources: PromotionResources): Promise<readonly Item[]> {
  const { items, from, state } = promotion;
  if (nextState(state, 'check') === null || items.every(({ kind }) => kind !== 'lookup')) return items;
  const present = items.filter((item) => item.kind !== 'lookup' || resources.lookups.get(from, item.name) !== null);
  const fresh = await resolveItems(wantedOf(present.filter(({ kind }) => kind === 'lookup')), from, resources);
  // A table that is gone cannot be approved any more; a gate says so.
  return items.map((item) => (item.kind === 'lookup' ? (fresh.find(({ name }) => name === item.name) ?? { ...item, hash: 'gone' }) : item));
}

async function ableOnes(approvals: readonly Approval[], { isActive = () => true }: PromotionResources): Promise<ReadonlySet<string>> {
  const ids = [...new Set(approvals.map(({ byId }) => byId))];
  const active = await Promise.all(ids.map(async (id) => ((await isActive(id)) ? [id] : [])));
  return new Set(active.flat());
}
