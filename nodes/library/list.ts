import { compareDecimals, type Decimal, decimal, plus, show, toDecimal } from './decimal.ts';

// A missing list (null, undefined) is an empty list; anything else that is no list is refused. No function changes the list it is given.
// A field is named by its path ("shipTo.city") or given as a function of the entry.

type Field = string | ((entry: never, index: number) => unknown);
type Entries = readonly unknown[] | null | undefined;

/** The value as a list: a list stays, a missing value is empty, anything else becomes the only entry. For formats that give one entry bare. */
function of(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Exact sum. All entries numbers: a number; one of them text: decimal text. */
function sum(entries: Entries, field?: Field): number | string {
  const values = read(entries, 'sum').map(reader(field));
  return sumOfWhole(values) ?? numberOrText(values, sumOfDecimals(values));
}

/** Undefined unless all are whole numbers, of which a double loses none. */
function sumOfWhole(values: readonly unknown[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (!Number.isSafeInteger(value)) return undefined;
    total += value as number;
    if (!Number.isSafeInteger(total)) return undefined;
  }
  return total;
}

function sumOfDecimals(values: readonly unknown[]): Decimal {
  let total: Decimal = { units: 0n, scale: 0 };
  for (let i = 0; i < values.length; i++) total = plus(total, toDecimal(values[i]) ?? decimal(values[i], `list.sum: entry ${i + 1}`));
  return total;
}

/** How many entries there are, or how many the test holds for. */
function count(entries: Entries, test?: (entry: never, index: number) => unknown): number {
  const all = read(entries, 'count');
  return test ? all.filter(test as (entry: unknown, index: number) => unknown).length : all.length;
}

/** Groups in order of first appearance: `[{ key, items }]`. */
function groupBy<T>(entries: readonly T[] | null | undefined, field: Field): { key: unknown; items: T[] }[] {
  const groups = new Map<unknown, { key: unknown; items: T[] }>();
  const value = reader(field);
  read(entries, 'groupBy').forEach((entry, i) => {
    const key = value(entry, i) ?? null;
    const id = identity(key);
    const group = groups.get(id) ?? { key, items: [] };
    group.items.push(entry as T);
    groups.set(id, group);
  });
  return [...groups.values()];
}

/** The entries without repetitions; of those with the same field the first stays. */
function unique<T>(entries: readonly T[] | null | undefined, field?: Field): T[] {
  const seen = new Set<unknown>();
  const value = reader(field);
  return (read(entries, 'unique') as T[]).filter((entry, i) => {
    const id = identity(value(entry, i));
    return !seen.has(id) && seen.add(id);
  });
}

/** A record with the entries by a field: `list.indexBy(item.lines, "sku")["A-1"]`. Of several with the same key the first stays. */
function indexBy<T>(entries: readonly T[] | null | undefined, field: Field): Record<string, T> {
  const value = reader(field);
  const index = new Map<string, T>();
  (read(entries, 'indexBy') as T[]).forEach((entry, i) => {
    const key = String(value(entry, i) ?? '');
    if (!index.has(key)) index.set(key, entry);
  });
  return Object.fromEntries(index);
}

/** Sorted by a field, ascending unless told otherwise. Decimal text sorts by value, missing values come last; equal entries keep their order. */
function sortBy<T>(entries: readonly T[] | null | undefined, field?: Field, direction: 'ascending' | 'descending' = 'ascending'): T[] {
  const value = reader(field);
  const sign = direction === 'descending' ? -1 : 1;
  return (read(entries, 'sortBy') as T[])
    .map((entry, i) => ({ entry, key: value(entry, i) }))
    .sort((a, b) => {
      const [aMissing, bMissing] = [a.key === undefined || a.key === null, b.key === undefined || b.key === null];
      return aMissing || bMissing ? Number(aMissing) - Number(bMissing) : sign * order(a.key, b.key);
    })
    .map(({ entry }) => entry);
}

/** Cut into lists of at most `size` entries. */
function chunk<T>(entries: readonly T[] | null | undefined, size: number): T[][] {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('list.chunk: the size must be a whole number above 0');
  const all = read(entries, 'chunk') as T[];
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** The first entry, or the first whose field has the value. undefined when there is none. */
function first<T>(entries: readonly T[] | null | undefined, field?: Field, wanted?: unknown): T | undefined {
  const all = read(entries, 'first') as T[];
  if (field === undefined) return all[0];
  const value = reader(field);
  return all.find((entry, i) => identity(value(entry, i)) === identity(wanted));
}

function last<T>(entries: readonly T[] | null | undefined): T | undefined {
  return (read(entries, 'last') as T[]).at(-1);
}

/** One field of each entry. */
function pluck(entries: Entries, field: Field): unknown[] {
  return read(entries, 'pluck').map(reader(field));
}

/** The entries without null, undefined and empty text. */
function compact<T>(entries: readonly T[] | null | undefined): T[] {
  return (read(entries, 'compact') as T[]).filter((entry) => entry !== null && entry !== undefined && entry !== ('' as T));
}

/** Numbers from 1: `list.range(3)` is [1, 2, 3]; `list.range(5, 7)` is [5, 6, 7]. At most 100,000. */
function range(from: number, to?: number): number[] {
  const [start, end] = to === undefined ? [1, from] : [from, to];
  if (!Number.isInteger(start) || !Number.isInteger(end)) throw new TypeError('list.range: the borders must be whole numbers');
  if (end - start >= 100_000) throw new RangeError('list.range: at most 100,000 numbers');
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);
}

export const list = Object.freeze({ of, sum, count, groupBy, unique, indexBy, sortBy, chunk, first, last, pluck, compact, range });

function read(entries: unknown, name: string): readonly unknown[] {
  if (entries === undefined || entries === null) return [];
  if (!Array.isArray(entries)) throw new TypeError(`list.${name}: a ${typeof entries} was given where a list is wanted; list.of makes one`);
  return entries;
}

function reader(field: Field | undefined): (entry: unknown, index: number) => unknown {
  if (field === undefined) return (entry) => entry;
  if (typeof field === 'function') return field as (entry: unknown, index: number) => unknown;
  const path = field.split('.');
  return (entry) =>
    path.reduce<unknown>((at, name) => (at === null || at === undefined ? undefined : (at as Record<string, unknown>)[name]), entry);
}

/** What makes two keys the same: text and numbers by value, records by content. */
function identity(value: unknown): unknown {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : (value ?? null);
}

function order(a: unknown, b: unknown): number {
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (left && right) return compareDecimals(left, right);
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function numberOrText(values: readonly unknown[], total: Decimal): number | string {
  const asNumber = Number(show(total));
  return values.every((value) => typeof value === 'number') && Number.isFinite(asNumber) && toDecimal(asNumber) ? asNumber : show(total);
}
