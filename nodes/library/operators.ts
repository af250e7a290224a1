import { toMoment } from './date.ts';
import { compareDecimals, toDecimal } from './decimal.ts';

export type OperatorId =
  | 'equals'
  | 'not-equals'
  | 'contains'
  | 'not-contains'
  | 'starts-with'
  | 'ends-with'
  | 'in'
  | 'not-in'
  | 'less'
  | 'less-or-equal'
  | 'greater'
  | 'greater-or-equal'
  | 'between'
  | 'empty'
  | 'not-empty'
  | 'matches'
  | 'true'
  | 'false';

export type Operator = {
  readonly id: OperatorId;
  readonly title: string;
  /** How many values it compares with: 0 looks at one value alone, 2 needs a range. */
  readonly arity: 0 | 1 | 2;
  /** For which values a form offers it. */
  readonly types: readonly ('text' | 'number' | 'date' | 'boolean' | 'list')[];
  readonly test: (a: unknown, b: unknown, c: unknown) => boolean;
};

const all = ['text', 'number', 'date', 'boolean'] as const;
const ordered = ['number', 'date', 'text'] as const;

/** Every comparison that filter, switch and decision table know. A new one is a row here. */
export const operators: readonly Operator[] = [
  { id: 'equals', title: 'is', arity: 1, types: all, test: isEqual },
  { id: 'not-equals', title: 'is not', arity: 1, types: all, test: (a, b) => !isEqual(a, b) },
  { id: 'contains', title: 'contains', arity: 1, types: ['text', 'list'], test: doesContain },
  { id: 'not-contains', title: 'does not contain', arity: 1, types: ['text', 'list'], test: (a, b) => !doesContain(a, b) },
  { id: 'starts-with', title: 'starts with', arity: 1, types: ['text'], test: (a, b) => asText(a).startsWith(asText(b)) },
  { id: 'ends-with', title: 'ends with', arity: 1, types: ['text'], test: (a, b) => asText(a).endsWith(asText(b)) },
  { id: 'in', title: 'is one of', arity: 1, types: ['text', 'number'], test: isIn },
  { id: 'not-in', title: 'is none of', arity: 1, types: ['text', 'number'], test: (a, b) => !isIn(a, b) },
  { id: 'less', title: 'is less than', arity: 1, types: ordered, test: (a, b) => holds(compareValues(a, b), (order) => order < 0) },
  { id: 'less-or-equal', title: 'is at most', arity: 1, types: ordered, test: (a, b) => holds(compareValues(a, b), (order) => order <= 0) },
  { id: 'greater', title: 'is more than', arity: 1, types: ordered, test: (a, b) => holds(compareValues(a, b), (order) => order > 0) },
  {
    id: 'greater-or-equal',
    title: 'is at least',
    arity: 1,
    types: ordered,
    test: (a, b) => holds(compareValues(a, b), (order) => order >= 0),
  },
  { id: 'between', title: 'is between', arity: 2, types: ordered, test: isBetween },
  { id: 'empty', title: 'is empty', arity: 0, types: [...all, 'list'], test: isEmpty },
  { id: 'not-empty', title: 'is not empty', arity: 0, types: [...all, 'list'], test: (a) => !isEmpty(a) },
  { id: 'matches', title: 'matches the pattern', arity: 1, types: ['text'], test: doesMatch },
  { id: 'true', title: 'is true', arity: 0, types: ['boolean'], test: (a) => a === true || a === 'true' },
  { id: 'false', title: 'is false', arity: 0, types: ['boolean'], test: (a) => a === false || a === 'false' },
];

const byId = new Map(operators.map((operator) => [operator.id, operator]));

export function operatorOf(id: OperatorId): Operator {
  const operator = byId.get(id);
  if (!operator) throw new TypeError(`"${id}" is no operator; use one of ${operators.map((row) => row.id).join(', ')}`);
  return operator;
}

/**
 * The order of two values: numbers and numeric text by exact value, days and instants by time, other text by code points.
 * undefined when they cannot be compared, such as a number with a word or anything with nothing.
 */
export function compareValues(a: unknown, b: unknown): -1 | 0 | 1 | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
  if (isEmpty(a) || isEmpty(b)) return undefined;
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (left && right) return compareDecimals(left, right);
  const [from, to] = [toMoment(a), toMoment(b)];
  if (from && to) return from.ms < to.ms ? -1 : from.ms > to.ms ? 1 : 0;
  if (left || right || from || to || typeof a !== 'string' || typeof b !== 'string') return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Numbers equal by exact value, also with numeric text ("1.50" is 1.5). Two texts only when they are the same, so SKU "007" is not "7".
 * Missing and null are the same; true is the text "true"; records and lists equal by content.
 */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (typeof a === 'number' || typeof b === 'number') {
    const [left, right] = [toDecimal(a), toDecimal(b)];
    return left !== undefined && right !== undefined && compareDecimals(left, right) === 0;
  }
  if (typeof a === 'boolean' || typeof b === 'boolean') return String(a) === String(b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return sameContent(a, b);
}

/** Missing, null, "", white space alone, a list or record without entries. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function sameContent(a: object, b: object): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => right.has(name) && isEqual(value, right.get(name)));
}

function doesContain(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return a.some((entry) => isEqual(entry, b));
  return !isEmpty(a) && asText(a).includes(asText(b));
}

/** The second value is a list, or text with commas: "NV, CA". */
function isIn(a: unknown, b: unknown): boolean {
  if (Array.isArray(b)) return b.some((entry) => isEqual(a, entry));
  if (isEmpty(a)) return false;
  return asText(b)
    .split(',')
    .some((entry) => isEqual(a, entry.trim()));
}

function isBetween(a: unknown, from: unknown, to: unknown): boolean {
  return holds(compareValues(a, from), (order) => order >= 0) && holds(compareValues(a, to), (order) => order <= 0);
}

const patterns = new Map<string, RegExp>();

function doesMatch(a: unknown, b: unknown): boolean {
  const source = asText(b);
  let pattern = patterns.get(source);
  if (!pattern) {
    try {
      pattern = new RegExp(source, 'u');
    } catch (error) {
      throw new TypeError(`"${source}" is no regular expression: ${(error as Error).message}`);
    }
    if (patterns.size > 500) patterns.clear();
    patterns.set(source, pattern);
  }
  return pattern.test(asText(a));
}

function holds(order: -1 | 0 | 1 | undefined, test: (order: number) => boolean): boolean {
  return order !== undefined && test(order);
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
