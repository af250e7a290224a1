import { type Column, cellText, type Table } from '../table.ts';

export const rowHeight = 30;
export const headHeight = 46;
export const numberWidth = 52;
export const hitsWidth = 92;
const narrowest = { text: 112, number: 104, date: 116, boolean: 96, note: 170 };
const widest = 260;
/** Width of a sign of the mono type at 12 px. */
const sign = 7.1;

/** Widths by what stands in the first rows; where there is room the last column takes the rest. */
export function columnWidths(columns: readonly Column[], { rows }: Table, room: number): number[] {
  const sampled = rows.slice(0, 100);
  const widths = columns.map((column) => {
    if (column.kind === 'note') return narrowest.note;
    const longest = sampled.reduce((most, row) => Math.max(most, cellText(row, column).length), 0);
    const head = column.title.length + (column.unit === '' ? 0 : column.unit.length + 2);
    const least = narrowest[column.type];
    return Math.round(Math.min(widest, Math.max(least, longest * sign + 24, head * 7 + 40)));
  });
  const left = room - widths.reduce((sum, width) => sum + width, 0);
  const last = widths.length - 1;
  if (left > 0 && last >= 0) widths[last] = (widths[last] ?? 0) + left;
  return widths;
}

/** Where each column begins, and behind the last its end. */
export function offsetsOf(widths: readonly number[]): number[] {
  const offsets = [0];
  for (const width of widths) offsets.push((offsets.at(-1) ?? 0) + width);
  return offsets;
}
