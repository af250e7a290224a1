import { CellError, parseCell } from '@crossdock/nodes/rule/unary-test';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { CellType, Column } from './table.ts';

/** A typed or pasted cell in the form that the table keeps: signs from documents and everyday words become those of the language. */
export function tidyCell(given: string, column: Pick<Column, 'kind' | 'type'>): string {
  const text = given.replaceAll('\u00A0', ' ').trim();
  if (column.kind === 'note') return given.trim();
  if (column.kind === 'result') return column.type === 'boolean' ? tidyBoolean(text) : text;
  if (text === '' || /^(any|all|\*|–|—)$/i.test(text)) return '-';
  const signs = text
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll('≠', '!=')
    .replaceAll('<>', '!=')
    .replaceAll('…', '..')
    .replaceAll('“', '"')
    .replaceAll('”', '"');
  if (column.type !== 'number' && column.type !== 'date') return column.type === 'boolean' ? tidyBoolean(signs) : signs;
  const value = column.type === 'number' ? String.raw`-?[\d.,]+` : String.raw`\d{4}-\d\d-\d\d\S*`;
  return signs
    .replace(new RegExp(String.raw`^between\s+(${value})\s+and\s+(${value})$`, 'i'), '$1..$2')
    .replace(new RegExp(String.raw`^(?:from\s+)?(${value})\s+(?:to|until)\s+(${value})$`, 'i'), '$1..$2')
    .replace(new RegExp(String.raw`^(${value})\s*[–—]\s*(${value})$`), '$1..$2')
    .replace(new RegExp(String.raw`^(?:at least|from)\s+(${value})$`, 'i'), '>= $1')
    .replace(new RegExp(String.raw`^(?:at most|up to)\s+(${value})$`, 'i'), '<= $1')
    .replace(new RegExp(String.raw`^(?:more than|over|above|after)\s+(${value})$`, 'i'), '> $1')
    .replace(new RegExp(String.raw`^(?:less than|under|below|before)\s+(${value})$`, 'i'), '< $1')
    .replace(/^(>=|<=|!=|>(?!=)|<(?!=))(?=\S)/, '$1 ');
}

function tidyBoolean(text: string): string {
  if (/^(true|yes|y|x|✓|✔)$/i.test(text)) return 'true';
  return /^(false|no|n)$/i.test(text) ? 'false' : text;
}

/** What is wrong with a cell, in words; null: nothing. */
export function faultOf(text: string, column: Pick<Column, 'kind' | 'type' | 'allowed'>): string | null {
  if (column.kind === 'note') return text.length > 500 ? texts.noteTooLong : null;
  if (column.kind === 'result') return resultFault(text, column);
  try {
    parseCell(text, column.type);
    return null;
  } catch (error) {
    return error instanceof CellError ? texts.fault(error.message, column.type) : String(error);
  }
}

function resultFault(text: string, { type, allowed }: Pick<Column, 'type' | 'allowed'>): string | null {
  if (text === '' || text.includes('{{')) return null;
  if (type === 'number' && !/^[-+]?\d*\.?\d+$/.test(text)) return texts.noNumber(text);
  if (type === 'date' && Number.isNaN(Date.parse(text))) return texts.noDate(text);
  if (type === 'boolean' && !/^(true|false)$/i.test(text)) return texts.noBoolean(text);
  const values = type === 'text' ? valuesOf(allowed) : [];
  return values.length > 0 && !values.includes(text) ? texts.notAllowed(text, values) : null;
}

/** The values that a list of allowed values names. */
export function valuesOf(allowed: string): string[] {
  if (allowed.trim() === '' || allowed.trim() === '-') return [];
  try {
    return parseCell(allowed, 'text').values.map(String);
  } catch {
    return [];
  }
}

/** What a condition asks for, as a sentence: shown beside the cell while it is edited. */
export function cellInWords(text: string, column: Pick<Column, 'kind' | 'type' | 'unit'>): string | null {
  if (column.kind === 'note') return null;
  if (column.kind === 'result') return text === '' ? texts.givesNothing : text.includes('{{') ? texts.givesExpression : null;
  try {
    const test = parseCell(text, column.type);
    if (test.isAny) return texts.anything;
    const parts = [
      ...test.ranges.map(({ from, to }) => {
        const value = (bound: typeof from) => showBound(bound, column.unit);
        if (from && to && value(from) === value(to)) return value(from);
        if (from && to) return texts.range(value(from), value(to), from.isClosed, to.isClosed);
        return from ? texts.above(value(from), from.isClosed) : texts.below(value(to), to?.isClosed === true);
      }),
      ...test.values.map((value) => (typeof value === 'boolean' ? (value ? texts.yes : texts.no) : value)),
      ...(test.acceptsEmpty ? [texts.noValue] : []),
    ];
    return test.isNegated ? texts.anythingBut(parts) : texts.oneOf(parts);
  } catch {
    return null;
  }
}

function showBound(bound: { readonly value: unknown } | null, unit: string): string {
  const value = bound?.value;
  const text = typeof value === 'object' && value !== null && 'shown' in value ? String(value.shown) : decimalText(value);
  return unit === '' ? text : `${text} ${unit}`;
}

function decimalText(value: unknown): string {
  const { units, scale } = value as { units: bigint; scale: number };
  if (scale <= 0) return grouped(String(units * 10n ** BigInt(-scale)), '');
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return grouped(`${units < 0n ? '-' : ''}${digits.slice(0, -scale)}`, `.${digits.slice(-scale)}`);
}

function grouped(whole: string, rest: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest;
}

/** How the numbers of a pasted block are written. */
export type NumberReading = {
  /** `comma`: a decimal comma was seen, and all numbers were read so. `unclear`: they could be either; read with a decimal point. */
  readonly kind: 'comma' | 'unclear';
  readonly cells: number;
  /** One of them: as it was written, as it was read. */
  readonly example: readonly [string, string];
};

/**
 * Numbers of a pasted block as the table writes them: 2.500,00 becomes 2500.00. Which of comma and point is the decimal sign is decided once for the whole block; null:
 * all are plain. `force` decides it.
 */
export function readNumbers(
  block: readonly (readonly string[])[],
  typeAt: (column: number) => CellType,
  force?: 'comma' | 'point',
): { readonly block: string[][]; readonly reading: NumberReading | null } {
  const found = block.flatMap((line) => line.flatMap((cell, i) => (typeAt(i) === 'number' ? (cell.match(numberForm) ?? []) : [])));
  const saysComma = found.some(
    (text) => /^-?\d{1,3}(\.\d{3})+,\d+$/.test(text) || /^-?\d+,(\d{1,2}|\d{4,})$/.test(text) || /^-?\d{4,},\d+$/.test(text),
  );
  const saysPoint = found.some(
    (text) => /^-?\d{1,3}(,\d{3})+\.\d+$/.test(text) || /^-?\d+\.(\d{1,2}|\d{4,})$/.test(text) || /^-?\d{1,3}(,\d{3}){2,}$/.test(text),
  );
  const unclear = found.filter((text) => /^-?[1-9]\d{0,2}\.\d{3}$/.test(text));
  const isComma = force === undefined ? saysComma && !saysPoint : force === 'comma';
  let example: readonly [string, string] | undefined;
  let cells = 0;
  const next = block.map((line) =>
    line.map((cell, i) => {
      if (!isComma || typeAt(i) !== 'number') return cell;
      const read = cell.replace(numberForm, (text) => text.replaceAll('.', '').replace(',', '.'));
      if (read !== cell) {
        cells += 1;
        example ??= [cell, read];
      }
      return read;
    }),
  );
  if (isComma) return { block: next, reading: example ? { kind: 'comma', cells, example } : null };
  const [first] = unclear;
  const isUnclear = first !== undefined && !saysPoint && force === undefined;
  return {
    block: next,
    reading: isUnclear ? { kind: 'unclear', cells: unclear.length, example: [first, first.replace('.', '')] } : null,
  };
}

const numberForm = /-?\d+(?:[.,]\d+)*/g;
