import { mapCells } from './edit-table.ts';
import { cellText, columnsOf, type Table } from './table.ts';

export type FindOptions = { readonly matchesCase: boolean; readonly isWhole: boolean };
export type Found = { readonly row: number; readonly column: number };

/** The cells that contain a text, row by row. `rows`: those in view, in their order. */
export function findCells(table: Table, rows: readonly number[], text: string, { matchesCase, isWhole }: FindOptions): Found[] {
  if (text === '') return [];
  const columns = columnsOf(table);
  const wanted = folded(text, matchesCase);
  return rows.flatMap((row) =>
    columns.flatMap((column, at) => {
      const found = table.rows[row];
      const cell = found ? folded(cellText(found, column), matchesCase) : '';
      return (isWhole ? cell === wanted : cell.includes(wanted)) ? [{ row, column: at }] : [];
    }),
  );
}

/** The table with the text replaced in these cells. */
export function replaced(table: Table, cells: readonly Found[], text: string, by: string, { matchesCase, isWhole }: FindOptions): Table {
  const wanted = new Set(cells.map(({ row, column }) => `${row} ${column}`));
  const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), matchesCase ? 'g' : 'gi');
  const everything = { top: 0, bottom: table.rows.length - 1, left: 0, right: columnsOf(table).length - 1 };
  return mapCells(table, everything, (cell, row, column) =>
    wanted.has(`${row} ${column}`) ? (isWhole ? by : cell.replace(pattern, () => by)) : cell,
  );
}

function folded(text: string, matchesCase: boolean): string {
  return matchesCase ? text : text.toLowerCase();
}
