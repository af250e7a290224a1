import type { Item, ShownItem } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

/** What each item changes in the target, against what stands there now. */
export async function changesOf(
  items: readonly Item[],
  _from: string,
  to: string,
  { deployments }: PromotionResources,
): Promise<ShownItem[]> {
  return items.map(({ kind, name, title, version }) => ({
    kind,
    name,
    title,
    version,
    replaces: kind === 'flow' ? (deployments.of(name)[to] ?? null) : null,
    since: null,
    parts: [],
  }));
}
