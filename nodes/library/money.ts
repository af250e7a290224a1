import {
  compareDecimals,
  type Decimal,
  type DecimalInput,
  decimal,
  negated,
  over,
  plus,
  type Rounding,
  rounded,
  show,
  times,
  toDecimal,
} from './decimal.ts';

// Exact decimals, in and out as text: "12.50". A missing value is an error, never silently 0. Scales of 0 to 100 digits.

/** Adds all values; keeps the most decimals given. */
function add(...values: readonly DecimalInput[]): string {
  return show(total(values, 'money.add'));
}

function subtract(a: DecimalInput, b: DecimalInput): string {
  return show(plus(read(a, 'subtract', 1), negated(read(b, 'subtract', 2))));
}

/** Exact; with a scale, rounded to it. */
function multiply(a: DecimalInput, b: DecimalInput, scale?: number, rounding: Rounding = 'half-up'): string {
  const product = times(read(a, 'multiply', 1), read(b, 'multiply', 2));
  return show(scale === undefined ? product : rounded(product, checkScale(scale), rounding));
}

function divide(a: DecimalInput, b: DecimalInput, scale = 2, rounding: Rounding = 'half-up'): string {
  return show(over(read(a, 'divide', 1), read(b, 'divide', 2), checkScale(scale), rounding));
}

/** Adds a list, or one field of each of its entries. An empty list gives "0". */
function sum(values: readonly unknown[] | null | undefined, field?: string | ((entry: never, index: number) => DecimalInput)): string {
  const entries = values ?? [];
  if (!Array.isArray(entries)) throw new TypeError('money.sum: the 1st value is not a list');
  const read = typeof field === 'function' ? (field as (entry: unknown, index: number) => DecimalInput) : undefined;
  return show(
    total(
      entries.map((entry, i) => (read ? read(entry, i) : field === undefined ? entry : fieldOf(entry, field as string))),
      'money.sum',
    ),
  );
}

function round(value: DecimalInput, scale = 2, rounding: Rounding = 'half-up'): string {
  return show(rounded(read(value, 'round', 1), checkScale(scale), rounding));
}

/** -1, 0 or 1. "1.5" and "1.50" are equal. */
function compare(a: DecimalInput, b: DecimalInput): -1 | 0 | 1 {
  return compareDecimals(read(a, 'compare', 1), read(b, 'compare', 2));
}

function equals(a: DecimalInput, b: DecimalInput): boolean {
  return compareDecimals(read(a, 'equals', 1), read(b, 'equals', 2)) === 0;
}

function min(...values: readonly DecimalInput[]): string {
  return show(extreme(values, 'min', -1));
}

function max(...values: readonly DecimalInput[]): string {
  return show(extreme(values, 'max', 1));
}

function negate(value: DecimalInput): string {
  return show(negated(read(value, 'negate', 1)));
}

function abs(value: DecimalInput): string {
  const { units, scale } = read(value, 'abs', 1);
  return show({ units: units < 0n ? -units : units, scale });
}

/** So many percent of an amount. */
function percent(amount: DecimalInput, rate: DecimalInput, scale = 2, rounding: Rounding = 'half-up'): string {
  const product = times(read(amount, 'percent', 1), read(rate, 'percent', 2));
  return show(rounded({ units: product.units, scale: product.scale + 2 }, checkScale(scale), rounding));
}

/**
 * Shares an amount out by weights so that the parts add up to it exactly: a discount over lines, freight over parcels.
 * The cents that are left over go to the largest remainders, the earlier first. Weights must not be negative; all zero counts as all equal.
 */
function allocate(amount: DecimalInput, weights: readonly DecimalInput[], scale = 2): string[] {
  if (!Array.isArray(weights) || weights.length === 0) throw new TypeError('money.allocate: the 2nd value is not a list with weights');
  const whole = read(amount, 'allocate', 1);
  const exact = rounded(whole, Math.max(checkScale(scale), whole.scale), 'half-up');
  if (compareDecimals(rounded(exact, scale, 'down'), exact) !== 0)
    throw new RangeError(`money.allocate: ${show(whole)} has more than ${scale} decimals; round it first`);
  const units = rounded(exact, scale, 'down').units;
  const given = weights.map((weight, i) => decimal(weight, `money.allocate: weight ${i + 1}`));
  const common = Math.max(...given.map((weight) => weight.scale));
  let shares = given.map((weight) => rounded(weight, common, 'down').units);
  if (shares.some((share) => share < 0n)) throw new RangeError('money.allocate: a weight is negative');
  let all = shares.reduce((a, b) => a + b, 0n);
  if (all === 0n) {
    shares = shares.map(() => 1n);
    all = BigInt(shares.length);
  }
  const sign = units < 0n ? -1n : 1n;
  const size = units * sign;
  const parts = shares.map((share) => (size * share) / all);
  const byRemainder = shares
    .map((share, i) => ({ i, rest: (size * share) % all }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  let left = size - parts.reduce((a, b) => a + b, 0n);
  for (const { i } of byRemainder) {
    if (left === 0n) break;
    parts[i] = (parts[i] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => show({ units: part * sign, scale }));
}

/** Cents (or the smallest unit of another currency) as a decimal. */
function fromMinor(units: DecimalInput, decimals = 2): string {
  const { units: whole, scale } = read(units, 'fromMinor', 1);
  return show({ units: whole, scale: scale + checkScale(decimals) });
}

/** A decimal as a whole number of cents, as text. Throws when it has more decimals. */
function toMinor(amount: DecimalInput, decimals = 2): string {
  const value = read(amount, 'toMinor', 1);
  const minor = rounded(value, checkScale(decimals), 'down');
  if (compareDecimals(minor, value) !== 0)
    throw new RangeError(`money.toMinor: ${show(value)} has more than ${decimals} decimals; round it first`);
  return String(minor.units);
}

/** For people: `money.format("1234.5", "USD")` is "$1,234.50". Without a currency only grouped, two decimals. */
function format(value: DecimalInput, currency?: string, locale = 'en-US'): string {
  const style: Intl.NumberFormatOptions = currency
    ? { style: 'currency', currency }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const text = show(read(value, 'format', 1)) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(locale, style).format(text);
}

/** Whether the value can be read as a decimal. */
function isAmount(value: unknown): boolean {
  return toDecimal(value) !== undefined;
}

function isZero(value: DecimalInput): boolean {
  return read(value, 'isZero', 1).units === 0n;
}

export const money = Object.freeze({
  add,
  subtract,
  multiply,
  divide,
  sum,
  round,
  compare,
  equals,
  min,
  max,
  negate,
  abs,
  percent,
  allocate,
  fromMinor,
  toMinor,
  format,
  isAmount,
  isZero,
});

const ordinals = ['1st', '2nd', '3rd'];

function read(value: unknown, name: string, position: number): Decimal {
  return decimal(value, `money.${name}: the ${ordinals[position - 1] ?? `${position}th`} value`);
}

function total(values: readonly unknown[], asked: string): Decimal {
  let sum: Decimal = { units: 0n, scale: 0 };
  for (let i = 0; i < values.length; i++) sum = plus(sum, decimal(values[i], `${asked}: value ${i + 1}`));
  return sum;
}

function extreme(values: readonly unknown[], name: string, direction: -1 | 1): Decimal {
  if (values.length === 0) throw new TypeError(`money.${name}: there is no value`);
  return values
    .map((value, i) => read(value, name, i + 1))
    .reduce((best, value) => (compareDecimals(value, best) === direction ? value : best));
}

function fieldOf(entry: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((at, name) => (at === null || at === undefined ? undefined : (at as Record<string, unknown>)[name]), entry);
}

function checkScale(scale: number): number {
  if (!Number.isInteger(scale) || scale < 0 || scale > 100) throw new RangeError(`${scale} is no number of decimals; use 0 to 100`);
  return scale;
}
