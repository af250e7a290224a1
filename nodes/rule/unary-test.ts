import { toMoment } from '../library/date.ts';
import { compareDecimals, type Decimal, show, toDecimal, trimmed } from '../library/decimal.ts';

export type CellType = 'text' | 'number' | 'boolean' | 'date';
/** A value of an input, made comparable: text and booleans as they are, numbers as exact decimals, dates in ms. */
export type CellValue = string | boolean | Decimal | { readonly ms: number; readonly shown: string };
export type Bound = { readonly value: CellValue; readonly isClosed: boolean };
export type Range = { readonly from: Bound | null; readonly to: Bound | null };

/** What one cell asks of its input. Holds when one of the ranges or values fits, turned around when negated. */
export type CellTest = {
  readonly isAny: boolean;
  readonly isNegated: boolean;
  readonly acceptsEmpty: boolean;
  readonly ranges: readonly Range[];
  readonly values: readonly (string | boolean)[];
};

/** A cell that cannot be read; the message says why. */
export class CellError extends Error {
  override readonly name = 'CellError';
}

const anything: CellTest = { isAny: true, isNegated: false, acceptsEmpty: true, ranges: [], values: [] };

/**
 * Reads a cell in the short form of DMN: `-` (anything), `5`, `A, B`, `>= 2,500`, `10..50`, `(10..50]`, `!= A`, `not(A, B)`, `empty`.
 * Text with commas or special signs stands in quotes. In numbers, commas group thousands; in a list, put a blank behind the comma.
 */
export function parseCell(cell: string, type: CellType): CellTest {
  const text = cell.trim();
  if (text === '' || text === '-') return anything;
  const negation = /^not\s*\((.*)\)$/s.exec(text);
  const inner = (negation ? (negation[1] ?? '') : text).trim();
  const test = {
    isAny: false,
    isNegated: negation !== null,
    acceptsEmpty: false,
    ranges: [] as Range[],
    values: [] as (string | boolean)[],
  };
  const parts = splitList(type === 'number' ? withoutGrouping(inner) : inner);
  if (parts.length > 1 && parts.some((part) => part.startsWith('!='))) throw new CellError('write not(A, B) instead of several !=');
  for (const part of parts) addPart(test, part, type);
  return test;
}

/** A value of the record as the input's type; undefined when it is missing. Throws CellError when it is of another kind. */
export function toCellValue(value: unknown, type: CellType): CellValue | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const found = convert(value, type);
  if (found === undefined) throw new CellError(`${JSON.stringify(value)?.slice(0, 60)} is no ${type}`);
  return found;
}

export function cellHolds(test: CellTest, value: CellValue | undefined): boolean {
  if (test.isAny) return true;
  if (value === undefined) return test.acceptsEmpty !== test.isNegated;
  const fits =
    typeof value === 'string' || typeof value === 'boolean'
      ? test.values.includes(value)
      : test.ranges.some((range) => isWithin(range, value));
  return fits !== test.isNegated;
}

/** The order of two values of the same ordered type. */
export function compareCells(a: CellValue, b: CellValue): number {
  if (isDecimal(a) && isDecimal(b)) return compareDecimals(a, b);
  if (isDate(a) && isDate(b)) return a.ms - b.ms;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/** A value as it is written in a cell. */
export function showCell(value: CellValue): string {
  if (isDecimal(value)) return show(trimmed(value));
  if (typeof value === 'object') return value.shown;
  if (typeof value === 'boolean') return String(value);
  return /^[\p{L}\p{N} ._/#&+'@:-]*[\p{L}\p{N}.]$/u.test(value) && !/^(-|empty|null|not\b)|\.\./.test(value)
    ? value
    : `"${value.replaceAll('"', '""')}"`;
}

function addPart(
  test: { isNegated: boolean; acceptsEmpty: boolean; ranges: Range[]; values: (string | boolean)[] },
  part: string,
  type: CellType,
): void {
  if (/^(empty|null)$/i.test(part)) {
    test.acceptsEmpty = true;
    return;
  }
  const comparison = /^(>=|<=|!=|=|>|<)\s*(.*)$/s.exec(part);
  if (comparison) {
    const [, sign = '', operand = ''] = comparison;
    if (sign === '!=') {
      test.isNegated = !test.isNegated;
      addValue(test, operand, type);
    } else if (sign === '=') addValue(test, operand, type);
    else test.ranges.push(comparisonRange(sign, bound(operand, type), type));
    return;
  }
  const interval = isOrdered(type) ? /^([[(\]])?\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])?$/s.exec(part) : null;
  if (!interval) {
    addValue(test, part, type);
    return;
  }
  const [, open = '[', low = '', high = '', close = ']'] = interval;
  const [from, to] = [bound(low, type), bound(high, type)];
  if (compareCells(from, to) > 0) throw new CellError(`the range ${part} runs backwards`);
  test.ranges.push({ from: { value: from, isClosed: open === '[' }, to: { value: to, isClosed: close === ']' } });
}

function comparisonRange(sign: string, value: CellValue, type: CellType): Range {
  if (!isOrdered(type)) throw new CellError(`${sign} needs a number or a date; the type of this column is ${type}`);
  const at = { value, isClosed: sign.endsWith('=') };
  return sign.startsWith('>') ? { from: at, to: null } : { from: null, to: at };
}

function addValue(test: { ranges: Range[]; values: (string | boolean)[] }, text: string, type: CellType): void {
  const value = bound(text, type);
  if (typeof value === 'string' || typeof value === 'boolean') test.values.push(value);
  else test.ranges.push({ from: { value, isClosed: true }, to: { value, isClosed: true } });
}

function bound(text: string, type: CellType): CellValue {
  const bare = unquoted(text.trim());
  const value = convert(bare, type);
  if (value !== undefined && (bare !== '' || /^"/.test(text.trim()))) return value;
  throw new CellError(bare === '' ? 'a value is missing' : `"${bare}" is no ${type}`);
}

function convert(value: unknown, type: CellType): CellValue | undefined {
  switch (type) {
    case 'number':
      return typeof value === 'boolean' ? undefined : toDecimal(value);
    case 'date': {
      const moment = toMoment(value);
      return moment && { ms: moment.ms, shown: String(value) };
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return /^(true|yes)$/i.test(String(value)) ? true : /^(false|no)$/i.test(String(value)) ? false : undefined;
    case 'text':
      return typeof value === 'object' ? undefined : String(value);
  }
}

function isWithin({ from, to }: Range, value: CellValue): boolean {
  if (from) {
    const order = compareCells(value, from.value);
    if (order < 0 || (order === 0 && !from.isClosed)) return false;
  }
  if (!to) return true;
  const order = compareCells(value, to.value);
  return order < 0 || (order === 0 && to.isClosed);
}

/** Splits at commas outside of quotes. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === ',' && !isQuoted) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  if (isQuoted) throw new CellError('a quote is not closed');
  parts.push(part.trim());
  if (parts.includes('')) throw new CellError('a value is missing beside a comma');
  return parts;
}

function withoutGrouping(text: string): string {
  return text.replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) => number.replaceAll(',', ''));
}

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function isOrdered(type: CellType): boolean {
  return type === 'number' || type === 'date';
}

function isDecimal(value: CellValue): value is Decimal {
  return typeof value === 'object' && 'units' in value;
}

function isDate(value: CellValue): value is { ms: number; shown: string } {
  return typeof value === 'object' && 'ms' in value;
}
