import { Refusal } from '../api/refusal.ts';
import type { AuditAct } from '../audit/audit.ts';
import type { Bundles } from './bundle/deploy-bundle.ts';
import { changesOf } from './changes/changes.ts';
import type { Changing } from './changing.ts';
import type { GateRuns } from './check-gates.ts';
import type { Examined } from './examine.ts';
import type { Promotion, ShownPromotion, Who } from './promotion.ts';
import type { PromotionBook } from './promotion-book.ts';
import type { PromotionResources } from './resources.ts';
import { runningOn } from './running.ts';
import type { Shadows } from './shadow/shadows.ts';
import { withShadow } from './shadow/show-shadow.ts';
import { shownPromotion } from './show.ts';

/** What all that people do with promotions shares. */
export type PromotionTools = {
  readonly resources: PromotionResources;
  readonly book: PromotionBook;
  readonly changing: Changing;
  readonly gateRuns: GateRuns;
  readonly bundles: Bundles;
  readonly shadows: Shadows;
  lookAfter(): Promise<void>;
};

export type Standing = { readonly promotion: Promotion; readonly examined: Examined };

/** The promotion as this person sees it. */
export async function shownTo(
  who: Who,
  { promotion, examined }: Standing,
  { resources, shadows }: PromotionTools,
): Promise<ShownPromotion> {
  const { from, to, items, moved } = promotion;
  const [changes, running, standing] = await Promise.all([
    moved ?? changesOf(items, from, to, resources),
    runningOn(promotion, resources),
    shadows.standing(promotion, examined.items, examined.content),
  ]);
  const shown = shownPromotion({ promotion, ...examined, who }, changes, running, resources.clock.now());
  return withShadow(shown, { standing, policy: examined.policy, state: promotion.state });
}

/** As it stands now. */
export async function nowShownTo(who: Who, id: string, tools: PromotionTools): Promise<ShownPromotion> {
  return shownTo(who, await tools.changing.current(id), tools);
}

export function recordAct(
  { id, to }: Pick<Promotion, 'id' | 'to'>,
  who: Who,
  act: Omit<AuditAct, 'by' | 'subject' | 'env'>,
  { resources: { audit } }: PromotionTools,
): Promise<void> {
  return audit.record({ by: who.name, subject: id, env: to, ...act });
}

/** Throws PROMOTION_REFUSED with the reason, if there is one. */
export function refuse(why: string | null): void {
  if (why !== null) throw new Refusal('PROMOTION_REFUSED', why);
}
