import { Refusal } from '../../api/refusal.ts';
import { currentHash, lookupHash } from '../content.ts';
import type { Before, Item, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

type Moved = Pick<Promotion, 'id' | 'from' | 'to' | 'items' | 'note'>;

/** Copies the approved rows to the target, as the next versions of its tables; a table that has them already stays. */
export async function bringLookups(promotion: Moved, before: Before, by: string, resources: PromotionResources): Promise<void> {
  for (const item of promotion.items) if (item.kind === 'lookup') await bringLookup(promotion, item, before, by, resources);
}

async function bringLookup({ id, from, to, note }: Moved, item: Item, before: Before, by: string, { lookups }: PromotionResources) {
  const { name, version } = item;
  const source = lookups.get(from, name);
  const content = await lookups.content(from, name, version);
  if (!source || lookupHash(content) !== item.hash)
    throw new Refusal(
      'PROMOTION_REFUSED',
      `The rows of "${name}" in ${from} are not those that were approved any more. Let it be approved again.`,
    );
  const was = before.lookups.find((one) => one.name === name)?.version ?? null;
  if (was !== null && (await currentHash(to, name, lookups)) === item.hash) return;
  await lookups.save(
    to,
    name,
    { purpose: source.purpose, ...content },
    { by, why: `${id}: ${note || `as in ${from}`}`, version: was ?? 0 },
  );
}

/** Brings back what the tables of the target held before. What is there already stays. */
export async function takeBackLookups(
  { id, to }: Pick<Promotion, 'id' | 'to'>,
  before: Before,
  { by, why, onlyOwn }: { readonly by: string; readonly why: string /** Leaves what others saved meanwhile. */; readonly onlyOwn: boolean },
  { lookups }: PromotionResources,
): Promise<void> {
  for (const { name, version } of before.lookups) {
    const now = lookups.get(to, name);
    if (!now || now.version === 0) continue;
    if (onlyOwn && !isBroughtBy(id, now.why)) continue;
    if (version === null) await lookups.remove(to, name, by);
    else if (now.version > version && !(await isSame(to, name, version, lookups))) await lookups.bringBack(to, name, version, { by, why });
  }
}

async function isSame(env: string, name: string, version: number, lookups: PromotionResources['lookups']): Promise<boolean> {
  return (await currentHash(env, name, lookups)) === lookupHash(await lookups.content(env, name, version));
}

/** Whether the version of a table came with this promotion. */
export function isBroughtBy(id: string, why: string): boolean {
  return why.startsWith(`${id}:`);
}
