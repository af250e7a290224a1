import { NodeError } from '../contract/errors.ts';
import type { Json } from '../contract/item.ts';
import { decimal, over, show, trimmed } from '../library/decimal.ts';
import { list } from '../library/list.ts';
import { compareValues } from '../library/operators.ts';

export const operations = ['sum', 'count', 'average', 'min', 'max', 'first', 'last', 'unique', 'join'] as const;
export type Operation = (typeof operations)[number];

/** Sum and number of the values: from these of two parts the average of both follows. */
type Average = { readonly sum: Json; readonly count: number };

/** Values that a state may keep, where it keeps them: what grows with the number of records does not fit into memory. */
const keptValues = 10_000;
/** Decimals of an average beyond those of its values. */
const extraDigits = 6;

/** The state of a summary over some values, from which `combineSummaries` makes that of more. */
export function startSummary(operation: Operation, values: readonly Json[]): Json {
  switch (operation) {
    case 'sum':
      return list.sum(values);
    case 'count':
      return values.length;
    case 'average': {
      const given = present(values);
      return { sum: list.sum(given), count: given.length };
    }
    case 'min':
    case 'max':
      return present(values).reduce<Json>((best, value) => better(operation, best, value), null);
    case 'first':
      return values.length === 0 ? [] : [values[0] ?? null];
    case 'last':
      return values.length === 0 ? [] : [values.at(-1) ?? null];
    case 'unique':
      return list.unique(present(values));
    case 'join':
      return present(values);
  }
}

/** The state over the values of both, those of `a` before those of `b`. Associative. */
export function combineSummaries(operation: Operation, a: Json, b: Json): Json {
  switch (operation) {
    case 'sum':
      return list.sum([a, b]);
    case 'count':
      return Number(a) + Number(b);
    case 'average': {
      const [left, right] = [a as Average, b as Average];
      return { sum: list.sum([left.sum, right.sum]), count: left.count + right.count };
    }
    case 'min':
    case 'max':
      return b === null ? a : better(operation, a, b);
    case 'first':
      return (a as Json[]).length > 0 ? a : b;
    case 'last':
      return (b as Json[]).length > 0 ? b : a;
    case 'unique':
      return bounded(operation, list.unique([...(a as Json[]), ...(b as Json[])]));
    case 'join':
      return bounded(operation, [...(a as Json[]), ...(b as Json[])]);
  }
}

export function finishSummary(operation: Operation, state: Json): Json {
  switch (operation) {
    case 'average':
      return average(state as Average);
    case 'first':
    case 'last':
      return (state as Json[])[0] ?? null;
    case 'join':
      return (state as Json[]).map(String).join(', ');
    default:
      return state;
  }
}

/** Exact to six digits more than the values have, half to even; a number when all values were numbers, null when there was none. */
function average({ sum, count }: Average): Json {
  if (count === 0) return null;
  const total = decimal(sum, 'average');
  const text = show(trimmed(over(total, decimal(count, 'average'), total.scale + extraDigits, 'half-even'), total.scale));
  return typeof sum === 'number' ? Number(text) : text;
}

function better(operation: 'min' | 'max', best: Json, value: Json): Json {
  return best === null || compareValues(value, best) === (operation === 'min' ? -1 : 1) ? value : best;
}

function bounded(operation: Operation, values: Json[]): Json {
  if (values.length <= keptValues) return values;
  throw new NodeError(
    'SUMMARY_TOO_LONG',
    `"${operation}" over a big file would keep more than ${keptValues} values. Use it on a field with few values, or count them.`,
  );
}

function present(values: readonly Json[]): Json[] {
  return values.filter((value) => value !== undefined && value !== null && value !== '');
}
