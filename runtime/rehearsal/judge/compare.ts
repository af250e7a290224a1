import { placeholderIn } from './placeholders.ts';

/** One place where something else came than was expected. */
export type Difference = {
  /** `missing`: nothing came; `unexpected`: something came that was not expected; `length`: a list has another number of entries. */
  readonly kind: 'differs' | 'missing' | 'unexpected' | 'length';
  readonly path: readonly (string | number)[];
  readonly expected: unknown;
  readonly found: unknown;
  /** What was expected, where it is a placeholder. */
  readonly words?: string;
};

/** Differences of one comparison that are told; a wrong list of thousands has one cause. */
const told = 50;

/**
 * Where `found` is not what was expected. As a `subset` objects may have more fields; lists have the same length and order in any case. A placeholder such as
 * `{ "$any": true }` stands for values that differ from run to run.
 */
export function differences(found: unknown, expected: unknown, mode: 'subset' | 'exact'): readonly Difference[] {
  const all: Difference[] = [];
  compare(found, expected, mode, [], all);
  return all;
}

function compare(found: unknown, expected: unknown, mode: 'subset' | 'exact', path: readonly (string | number)[], all: Difference[]): void {
  if (all.length >= told) return;
  const add = (kind: Difference['kind'], words?: string) => {
    all.push({ kind, path, expected, found, ...(words !== undefined && { words }) });
  };
  if (Array.isArray(expected)) {
    if (!Array.isArray(found)) return add(found === undefined ? 'missing' : 'differs');
    if (found.length !== expected.length) return add('length');
    expected.forEach((entry, i) => {
      compare(found[i], entry, mode, [...path, i], all);
    });
    return;
  }
  if (expected === null || typeof expected !== 'object') {
    if (!Object.is(found, expected)) add(found === undefined ? 'missing' : 'differs');
    return;
  }
  const placeholder = placeholderIn(expected);
  if (placeholder) {
    if (!placeholder.fits(found)) add(found === undefined ? 'missing' : 'differs', placeholder.words);
    return;
  }
  if (found === null || typeof found !== 'object' || Array.isArray(found)) return add(found === undefined ? 'missing' : 'differs');
  const fields = found as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(expected)) compare(fieldOf(fields, name), value, mode, [...path, name], all);
  if (mode === 'subset') return;
  for (const name of Object.keys(fields))
    if (!Object.hasOwn(expected, name) && fields[name] !== undefined)
      all.push({ kind: 'unexpected', path: [...path, name], expected: undefined, found: fields[name] });
}

function fieldOf(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
