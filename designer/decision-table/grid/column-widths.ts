import { type Column, cellText, type Table } from '../table.ts';

export const rowHeight = 30;
export const headHeight = 46;
export const numberWidth = 52;
export const hitsWidth = 92;
const narrowest = { text: 112, number: 104, date: 116, boolean: 96, note: 170 };
const widest = 260;
/** Width of a sign of the mono type at 12 px. */
const sign = 7.1;

/** A column takes no more of the room that is left over than makes it this wide; the rest is the note's. */
const easy = 220;

/** Widths by what stands in the first rows; where there is room the narrow ones grow to show their expressions, and the last takes the rest. */
export function columnWidths(columns: readonly Column[], { rows }: Table, room: number): number[] {
  const sampled = rows.slice(0, 100);
  const widths = columns.map((column) => {
    if (column.kind === 'note') return narrowest.note;
    const longest = sampled.reduce((most, row) => Math.max(most, cellText(row, column).length), 0);
    const head = column.title.length + (column.unit === '' ? 0 : column.unit.length + 2);
    const least = narrowest[column.type];
    return Math.round(Math.min(widest, Math.max(least, longest * sign + 24, head * 7 + 40)));
  });
  const last = widths.length - 1;
  const left = room - widths.reduce((sum, width) => sum + width, 0);
  if (left <= 0 || last < 0) return widths;
  // Half of it at most: a note is a sentence.
  const share = Math.floor(left / 2 / Math.max(1, last));
  const grown = widths.map((width, index) => (index === last ? width : Math.max(width, Math.min(easy, width + share))));
  grown[last] = room - grown.slice(0, last).reduce((sum, width) => sum + width, 0);
  return grown;
}

/** Where each column begins, and behind the last its end. */
export function offsetsOf(widths: readonly number[]): number[] {
  const offsets = [0];
  for (const width of widths) offsets.push((offsets.at(-1) ?? 0) + width);
  return offsets;
}
