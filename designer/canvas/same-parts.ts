/** The old object when nothing in it changed. The named parts are compared one level deep, the others by identity. */
export function same<T extends object>(old: T | undefined, now: T, deeper: ReadonlySet<string>): T {
  if (!old) return now;
  const keys = Object.keys(now) as (keyof T)[];
  const isUnchanged = keys.every((key) => Object.is(old[key], now[key]) || (deeper.has(String(key)) && isAlike(old[key], now[key])));
  return isUnchanged ? old : now;
}

/** Whether two objects have the same parts; lists of objects are compared entry by entry. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) && Array.isArray(b) && typeof a[0] === 'object')
    return a.length === b.length && a.every((entry, i) => isAlike(entry, b[i]));
  const keys = Object.keys(b);
  return (
    Object.keys(a).length === keys.length &&
    keys.every((key) => Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** The old list when it holds the same entries. */
export function sameList<T>(old: readonly T[], now: readonly T[]): readonly T[] {
  return old.length === now.length && old.every((entry, i) => entry === now[i]) ? old : now;
}

/** Parts of nodes and wires that are made anew with each drawing: compared by what is in them. */
export const comparedDeeper: ReadonlySet<string> = new Set(['data', 'position', 'measured', 'domAttributes', 'handles']);
