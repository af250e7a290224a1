import { changesOf } from './changes/changes.ts';
import { resolveItems } from './content.ts';
import type { PromotionPreview, WantedItem } from './promotion.ts';
import type { PromotionResources } from './resources.ts';
import { runningOn } from './running.ts';

/** What a promotion would change and need. Stores nothing. */
export async function previewOf(
  { from, to, items: wanted }: { readonly from: string; readonly to: string; readonly items: readonly WantedItem[] },
  resources: PromotionResources,
): Promise<PromotionPreview> {
  const items = await resolveItems(wanted, from, resources);
  const [changes, running, policy] = await Promise.all([
    changesOf(items, from, to, resources),
    runningOn({ items, to }, resources),
    resources.policies.of(to),
  ]);
  return { from, to, items: changes, suggested: [], policy, running, problems: [] };
}
