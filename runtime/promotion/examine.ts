import { type JudgedApproval, judgeApprovals, missingApprovals } from './approvals.ts';
import { baseOf } from './base.ts';
import { contentHash, resolveItems, scopeOf, wantedOf } from './content.ts';
import type { BaseItem, Item, Policy, Promotion } from './promotion.ts';
import type { PromotionResources } from './resources.ts';
import { nextState } from './states.ts';

/** How a promotion stands at this moment. */
export type Examined = {
  readonly policy: Policy;
  /** As they are now while it can still be deployed; afterwards as they were. */
  readonly items: readonly Item[];
  readonly content: string;
  /** What the target has in place of them; null: it was decided already. */
  readonly base: readonly BaseItem[] | null;
  readonly judged: readonly JudgedApproval[];
  /** Approvals still needed. */
  readonly missing: number;
};

export async function examine(promotion: Promotion, resources: PromotionResources): Promise<Examined> {
  const policy = await resources.policies.of(promotion.to);
  const items = await currentItems(promotion, resources);
  const content = contentHash(items);
  const base = nextState(promotion.state, 'check') === null ? null : await baseOf(items, promotion.to, resources);
  const unable = await unableOnes(promotion, policy, resources);
  const judged = judgeApprovals(
    promotion,
    { content, base: base ?? promotion.base ?? null, to: promotion.to },
    policy,
    ({ byId }) => unable.get(byId) ?? null,
  );
  return { policy, items, content, base, judged, missing: missingApprovals(judged, policy) };
}

/** A lookup of the source goes on being edited; versions of flows and contracts never change. */
async function currentItems(promotion: Promotion, resources: PromotionResources): Promise<readonly Item[]> {
  const { items, from, state } = promotion;
  if (nextState(state, 'check') === null || items.every(({ kind }) => kind !== 'lookup')) return items;
  const present = items.filter((item) => item.kind !== 'lookup' || (resources.lookups.get(from, item.name)?.version ?? 0) > 0);
  const fresh = await resolveItems(wantedOf(present.filter(({ kind }) => kind === 'lookup')), from, resources);
  // A table that is gone cannot be approved any more; a gate says so.
  return items.map((item) => (item.kind === 'lookup' ? (fresh.find(({ name }) => name === item.name) ?? { ...item, hash: 'gone' }) : item));
}

async function unableOnes(
  { approvals, to, items }: Promotion,
  { role }: Policy,
  { stillAble }: PromotionResources,
): Promise<ReadonlyMap<string, string>> {
  const people = new Map(approvals.map((approval) => [approval.byId, approval]));
  const of = { env: to, channels: scopeOf(items), role };
  const found = await Promise.all([...people].map(async ([id, approval]) => [id, await stillAble(approval, of)] as const));
  return new Map(found.flatMap(([id, why]) => (why === null ? [] : [[id, why] as const])));
}
