import type { Item } from './promotion.ts';

/** What a promotion moves, in a few words: "Shopify order to ERP", "Shopify order to ERP and 2 more". */
export function titleOf(items: readonly Pick<Item, 'kind' | 'title'>[]): string {
  const [first, ...others] = items.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return 'Nothing';
  const head = first.kind === 'flow' ? first.title : `${first.kind === 'lookup' ? 'Lookup' : 'Contract'} ${first.title}`;
  return others.length === 0 ? head : `${head} and ${others.length} more`;
}

function rank({ kind }: Pick<Item, 'kind'>): number {
  return ['flow', 'lookup', 'contract'].indexOf(kind);
}
