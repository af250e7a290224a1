import { compareDecimals, type DecimalInput, decimal, toDecimal } from './decimal.ts';
import { parseExact } from './exact-json.ts';

// Whole numbers of any size, kept as text: order ids, control numbers, serial numbers.

const whole = (value: unknown, name: string): bigint => {
  const { units, scale } = decimal(value, `exact.${name}: the value`);
  if (scale > 0 && units % 10n ** BigInt(scale) !== 0n) throw new RangeError(`exact.${name}: ${String(value)} is no whole number`);
  return units / 10n ** BigInt(scale);
};

function add(a: DecimalInput, b: DecimalInput): string {
  return String(whole(a, 'add') + whole(b, 'add'));
}

function subtract(a: DecimalInput, b: DecimalInput): string {
  return String(whole(a, 'subtract') - whole(b, 'subtract'));
}

function multiply(a: DecimalInput, b: DecimalInput): string {
  return String(whole(a, 'multiply') * whole(b, 'multiply'));
}

/** The rest of a division, with the sign of the first value. */
function remainder(a: DecimalInput, b: DecimalInput): string {
  const divisor = whole(b, 'remainder');
  if (divisor === 0n) throw new RangeError('exact.remainder: division by zero');
  return String(whole(a, 'remainder') % divisor);
}

/** -1, 0 or 1. */
function compare(a: DecimalInput, b: DecimalInput): -1 | 0 | 1 {
  return compareDecimals(decimal(a, 'exact.compare: the 1st value'), decimal(b, 'exact.compare: the 2nd value'));
}

/** As text with all digits, however it arrived. */
function text(value: DecimalInput): string {
  return String(whole(value, 'text'));
}

/** As a number. Throws when a number cannot carry it. */
function number(value: DecimalInput): number {
  const result = Number(whole(value, 'number'));
  if (!Number.isSafeInteger(result))
    throw new RangeError(`exact.number: ${String(value)} has more digits than a number carries; keep it as text`);
  return result;
}

function isInteger(value: unknown): boolean {
  const found = toDecimal(value);
  return found !== undefined && (found.scale <= 0 || found.units % 10n ** BigInt(found.scale) === 0n);
}

/** JSON text to a value; long numbers keep all digits, as text. */
function parse(json: string): unknown {
  if (typeof json !== 'string') throw new TypeError('exact.parse: no text was given');
  return parseExact(json);
}

export const exact = Object.freeze({ add, subtract, multiply, remainder, compare, text, number, isInteger, parse });
