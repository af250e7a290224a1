import { showCell } from '@crossdock/nodes/rule/unary-test';
import { valuesOf } from '../cell-input.ts';
import { type Column, cellText, type Table } from '../table.ts';

const most = 8;

/**
 * Values to complete a cell with: allowed ones, those seen in samples, those that stand in the column already. Behind a comma the next value is completed.
 */
export function suggestionsFor(text: string, column: Column, table: Table, seen: readonly string[]): string[] {
  if (column.kind === 'note' || text.includes('{{')) return [];
  const { before, typed } = lastPart(text, column);
  const words = column.type === 'boolean' ? ['true', 'false'] : [];
  const there = table.rows.map((row) => cellText(row, column)).filter((cell) => cell !== '' && cell !== '-');
  const single = column.kind === 'condition' ? there.flatMap(singleValues) : there;
  const written = column.kind === 'condition' ? seen.map((value) => (column.type === 'text' ? showCell(value) : value)) : seen;
  const all = [...new Set([...words, ...valuesOf(column.allowed).map((value) => showCell(value)), ...written, ...byCount(single)])];
  const needle = typed.toLowerCase();
  return all
    .filter((value) => value.toLowerCase().includes(needle) && value.toLowerCase() !== needle && !before.split(/,\s*/).includes(value))
    .sort((a, b) => Number(b.toLowerCase().startsWith(needle)) - Number(a.toLowerCase().startsWith(needle)))
    .slice(0, most);
}

/** The cell with the value that was chosen in the place of what was being typed. */
export function completed(text: string, column: Column, value: string): string {
  return `${lastPart(text, column).before}${value}`;
}

function lastPart(text: string, column: Column): { before: string; typed: string } {
  if (column.kind !== 'condition' || column.type !== 'text') return { before: '', typed: text === '-' ? '' : text };
  const negated = /^(not\s*\(\s*)(.*)$/s.exec(text);
  const head = negated?.[1] ?? '';
  const rest = negated?.[2] ?? (text === '-' ? '' : text);
  const comma = rest.lastIndexOf(',');
  if (comma < 0) return { before: head, typed: rest };
  const gap = /^,\s*/.exec(rest.slice(comma))?.[0] ?? ',';
  return { before: `${head}${rest.slice(0, comma)}, `, typed: rest.slice(comma + gap.length) };
}

function singleValues(cell: string): string[] {
  return /^(not\b|[<>=!(["[\]])|\.\./.test(cell) ? [] : cell.split(/,\s+/);
}

function byCount(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
