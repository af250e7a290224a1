import { compareText } from '../document/compare-text.ts';
import type { Path } from '../document/path.ts';
import { sameJson } from '../document/same-json.ts';

/** From a value down to a part of it: keys of objects, positions in lists, and names of entries in lists of named ones. */
export type Place = readonly (string | number | { readonly name: string })[];

/** A place where two JSON values differ. An absent side means added or removed. */
export type Difference = {
  readonly path: Path;
  readonly at: Place;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly isOrder?: true;
  readonly behind?: string | null;
};

/**
 * The deepest places where two JSON values differ. List entries that have a name (`id`, `name` or `target`, each once) are compared by it and
 * named by it in the path; other lists by position, with what is equal at both ends left out first.
 */
export function differences(before: unknown, after: unknown, at: Place = []): Difference[] {
  if (sameJson(before, after)) return [];
  if (before === undefined) return [{ path: pathOf(at), at, after }];
  if (after === undefined) return [{ path: pathOf(at), at, before }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const name = nameOfEntries([...before, ...after]);
    const isNamed = name !== null && isUnique(before, name) && isUnique(after, name);
    return isNamed ? byName(before, after, name, at) : byPosition(before, after, at);
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
    return keys.flatMap((key) => differences(own(before, key), own(after, key), [...at, key]));
  }
  return [{ path: pathOf(at), at, before, after }];
}

type Entry = Record<string, unknown>;

function byName(before: readonly Entry[], after: readonly Entry[], name: string, at: Place): Difference[] {
  const [olds, news] = [before, after].map((entries) => new Map(entries.map((entry) => [String(entry[name]), entry]))) as [
    Map<string, Entry>,
    Map<string, Entry>,
  ];
  const found = [...new Set([...olds.keys(), ...news.keys()])].flatMap((key) => {
    const [old, next] = [olds.get(key), news.get(key)];
    const changes = differences(old, next, [...at, { name: key }]);
    return old && next ? changes : changes.map((change) => ({ ...change, behind: nameBefore(old ? olds : news, key) }));
  });
  const [keptBefore, keptAfter] = [[...olds.keys()].filter((key) => news.has(key)), [...news.keys()].filter((key) => olds.has(key))];
  return sameJson(keptBefore, keptAfter)
    ? found
    : [...found, { path: pathOf(at), at, before: [...olds.keys()], after: [...news.keys()], isOrder: true }];
}

function byPosition(before: readonly unknown[], after: readonly unknown[], at: Place): Difference[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && sameJson(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && sameJson(before.at(-1 - end), after.at(-1 - end))) end++;
  const [olds, news] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  return Array.from({ length: Math.max(olds.length, news.length) }, (_, i) => differences(olds[i], news[i], [...at, start + i])).flat();
}

/** The field by which people tell the entries of a list apart; null when they have none. */
export function nameOfEntries(entries: readonly unknown[]): string | null {
  if (entries.length === 0) return null;
  return (
    ['id', 'name', 'target'].find((name) =>
      entries.every((entry) => isObject(entry) && typeof entry[name] === 'string' && entry[name] !== ''),
    ) ?? null
  );
}

function nameBefore(entries: ReadonlyMap<string, Entry>, name: string): string | null {
  const names = [...entries.keys()];
  return names[names.indexOf(name) - 1] ?? null;
}

function pathOf(at: Place): Path {
  return at.map((step) => (typeof step === 'object' ? step.name : String(step)));
}

/** Configurations may hold a key such as `constructor`, which every object has from its prototype. */
function own(object: Entry, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isUnique(entries: readonly Entry[], name: string): boolean {
  return new Set(entries.map((entry) => entry[name])).size === entries.length;
}

function isObject(value: unknown): value is Entry {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
