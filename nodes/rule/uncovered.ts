import type { Cover } from './axis.ts';
import { type Box, holdsAll, meet } from './box.ts';

/** How much may still be looked at; searches that share one stop together. */
export type Effort = { left: number };

type Asked = { readonly box: Box; readonly rows: readonly Box[]; readonly limit: number; readonly effort: Effort };

/**
 * Parts of a box that no row covers, at most `limit`. Columns are gone through one after the other; segments that the same rows cover are looked at together, and a row
 * that asks for nothing more ends the search. Stops early when the effort is spent: what was found then is true, but there may be more.
 */
export function uncovered({ box, rows, limit, effort }: Asked): Box[] {
  const order = inOrder(box, rows);
  const words = Math.ceil(rows.length / 32);
  /** By depth: the rows that ask for nothing in the columns from there on. */
  const free = order.map((_, depth) =>
    bitset(words, rows, (row) => order.slice(depth).every((c) => holdsAll(row[c] as Cover, box[c] as Cover))),
  );
  const stretches = order.map((c) => stretchesOf(box[c] as Cover, rows, c, words));
  const known = order.map(() => setMap<Box[]>());

  function search(depth: number, set: Uint32Array, room: number): Box[] {
    if (isEmpty(set)) return [order.slice(depth).map((c) => box[c] as Cover)];
    if (depth === order.length || effort.left <= 0 || room <= 0 || meets(set, free[depth] as Uint32Array)) return [];
    const before = known[depth]?.get(set);
    if (before) return before;
    const found: Box[] = [];
    for (const { cover, rows: left } of together(stretches[depth] as readonly Stretch[], set)) {
      for (const rest of search(depth + 1, left, room - found.length)) found.push([cover, ...rest]);
      if (found.length >= room) break;
    }
    if (effort.left > 0 && found.length < room) known[depth]?.put(set, found);
    return found;
  }

  function together(all: readonly Stretch[], set: Uint32Array): { cover: number[]; rows: Uint32Array }[] {
    const groups = setMap<{ cover: number[]; rows: Uint32Array }>();
    for (const { low, high, rows: here } of all) {
      effort.left -= words + 4;
      const left = new Uint32Array(words);
      for (let i = 0; i < words; i++) left[i] = (here[i] as number) & (set[i] as number);
      const group = groups.get(left);
      if (!group) groups.put(left, { cover: [low, high], rows: left });
      else if (group.cover.at(-1) === low - 1) group.cover[group.cover.length - 1] = high;
      else group.cover.push(low, high);
    }
    return groups.values();
  }

  const all = bitset(words, rows, () => true);
  return search(0, all, limit).map((found) => {
    const back: Cover[] = [];
    for (const [i, c] of order.entries()) back[c] = found[i] as Cover;
    return back;
  });
}

/** A run of segments that the same rows cover. */
type Stretch = { readonly low: number; readonly high: number; readonly rows: Uint32Array };

/** Columns that most rows ask something of come first: behind them little is left to look at. */
function inOrder(box: Box, rows: readonly Box[]): number[] {
  const asked = box.map((cover, c) => rows.filter((row) => !holdsAll(row[c] as Cover, cover)).length);
  return box.map((_, c) => c).sort((a, b) => (asked[b] as number) - (asked[a] as number) || a - b);
}

function stretchesOf(cover: Cover, rows: readonly Box[], column: number, words: number): Stretch[] {
  const starts = new Set<number>();
  const held = rows.map((row) => meet(cover, row[column] as Cover));
  for (const spans of [cover, ...held])
    for (let i = 0; i < spans.length; i += 2) {
      starts.add(spans[i] as number);
      starts.add((spans[i + 1] as number) + 1);
    }
  const borders = [...starts].sort((a, b) => a - b);
  const at = new Map(borders.map((border, i) => [border, i]));
  const sets = borders.map(() => new Uint32Array(words));
  for (const [row, spans] of held.entries())
    for (let i = 0; i < spans.length; i += 2) {
      const end = at.get((spans[i + 1] as number) + 1) as number;
      for (let s = at.get(spans[i] as number) as number; s < end; s++) {
        const set = sets[s] as Uint32Array;
        set[row >> 5] = (set[row >> 5] as number) | (1 << (row & 31));
      }
    }
  return borders.flatMap((low, i) => {
    const next = borders[i + 1];
    const isInside = next !== undefined && meet(cover, [low, next - 1]).length > 0;
    return isInside ? [{ low, high: next - 1, rows: sets[i] as Uint32Array }] : [];
  });
}

function bitset(words: number, rows: readonly Box[], has: (row: Box) => boolean): Uint32Array {
  const set = new Uint32Array(words);
  for (const [i, row] of rows.entries()) if (has(row)) set[i >> 5] = (set[i >> 5] as number) | (1 << (i & 31));
  return set;
}

/** Values by a set of rows. */
function setMap<V>() {
  const entries = new Map<number, { readonly set: Uint32Array; readonly value: V }[]>();
  const all: V[] = [];
  return {
    get: (set: Uint32Array): V | undefined => entries.get(hashOf(set))?.find((entry) => isSame(entry.set, set))?.value,
    put(set: Uint32Array, value: V) {
      const hash = hashOf(set);
      const there = entries.get(hash);
      if (there) there.push({ set, value });
      else entries.set(hash, [{ set, value }]);
      all.push(value);
    },
    values: () => all,
  };
}

function hashOf(set: Uint32Array): number {
  let hash = 0;
  for (let i = 0; i < set.length; i++) hash = Math.imul(hash ^ (set[i] as number), 0x5bd1e995) ^ (hash >>> 15);
  return hash;
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function isEmpty(set: Uint32Array): boolean {
  for (let i = 0; i < set.length; i++) if (set[i] !== 0) return false;
  return true;
}

function meets(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (((a[i] as number) & (b[i] as number)) !== 0) return true;
  return false;
}
