import { mapCells, type Range } from './edit-table.ts';
import { continued } from './fill-cells.ts';
import { cellText, columnsOf, type Table } from './table.ts';

/**
 * Fills what the source was drawn out to, in one direction. Rows are given in view order: `rowAt` says which row of the table stands at a place in view, so that a
 * filtered view fills only what is seen.
 */
export function filled(table: Table, source: Range, to: Range, rowAt: (view: number) => number, isSeries = false): Table {
  const columns = columnsOf(table);
  const textAt = (row: number, column: number) => {
    const found = table.rows[rowAt(row)];
    const head = columns[column];
    return found && head ? cellText(found, head) : '';
  };
  const texts = new Map<string, string>();
  const put = (row: number, column: number, text: string | undefined) => {
    if (text !== undefined) texts.set(`${rowAt(row)} ${column}`, text);
  };
  if (to.bottom > source.bottom || to.top < source.top) {
    for (let c = source.left; c <= source.right; c++) {
      const line = span(source.top, source.bottom).map((row) => textAt(row, c));
      continued(line, to.bottom - source.bottom, { isSeries }).forEach((text, i) => {
        put(source.bottom + 1 + i, c, text);
      });
      continued(line, source.top - to.top, { back: true, isSeries }).forEach((text, i) => {
        put(source.top - 1 - i, c, text);
      });
    }
  } else {
    for (let r = source.top; r <= source.bottom; r++) {
      const line = span(source.left, source.right).map((column) => textAt(r, column));
      continued(line, to.right - source.right, { isSeries }).forEach((text, i) => {
        put(r, source.right + 1 + i, text);
      });
      continued(line, source.left - to.left, { back: true, isSeries }).forEach((text, i) => {
        put(r, source.left - 1 - i, text);
      });
    }
  }
  const everything = { top: 0, bottom: table.rows.length - 1, left: 0, right: columns.length - 1 };
  return texts.size === 0 ? table : mapCells(table, everything, (text, row, column) => texts.get(`${row} ${column}`) ?? text);
}

/** Ctrl D and Ctrl R: the first row or column of the selection goes into the rest; of one cell alone, the neighbour goes into it. */
export function copiedOn(table: Table, range: Range, by: 'down' | 'right', rowAt: (view: number) => number): Table {
  const columns = columnsOf(table);
  const isAlone = by === 'down' ? range.top === range.bottom : range.left === range.right;
  const from = by === 'down' ? (isAlone ? range.top - 1 : range.top) : isAlone ? range.left - 1 : range.left;
  if (from < 0) return table;
  const targets = new Set(span(range.top, range.bottom).map(rowAt));
  const everything = { top: 0, bottom: table.rows.length - 1, left: range.left, right: range.right };
  return mapCells(table, everything, (text, row, column) => {
    if (!targets.has(row)) return text;
    const source = table.rows[by === 'down' ? rowAt(from) : row];
    const head = columns[by === 'down' ? column : from];
    return source && head ? cellText(source, head) : text;
  });
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
