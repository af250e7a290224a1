/**
 * Whether two items of a run belong to the same business record: one came from the other, by being split or passed on. Ids are paths from the message
 * (`0`, `0.2`, `0~map.out`). A record that was combined from several (`join:SKU-1`) belongs to all of them.
 */
export function isRelated(a: string, b: string): boolean {
  if (a === '*' || b === '*' || a.includes(':') || b.includes(':')) return true;
  return isWithin(a, b) || isWithin(b, a);
}

function isWithin(item: string, root: string): boolean {
  if (!item.startsWith(root)) return false;
  const next = item[root.length];
  return next === undefined || next === '.' || next === '~';
}
