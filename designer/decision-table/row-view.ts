import { compareDecimals, toDecimal } from '@crossdock/nodes/library/decimal';
import { type Column, cellText, columnsOf, type Table } from './table.ts';

/** How the rows are looked at. The order of the table, which decides, stays as it is. */
export type RowView = {
  readonly sort: { readonly column: number; readonly direction: 'up' | 'down' } | null;
  /** By column: what the cells must contain. */
  readonly contains: ReadonlyMap<number, string>;
  /** Only rows with such a mark. */
  readonly only: RowMark | null;
};
export type RowMark = 'faulty' | 'overlapping' | 'unreachable' | 'never-hit' | 'fired';

export const wholeView: RowView = { sort: null, contains: new Map(), only: null };

export function isWhole(view: RowView): boolean {
  return view.sort === null && view.only === null && view.contains.size === 0;
}

/** The rows of the table that are seen, in the order in which they are seen. */
export function rowsInView(table: Table, view: RowView, marked: (row: number, mark: RowMark) => boolean): readonly number[] {
  const columns = columnsOf(table);
  let rows = table.rows.map((_, i) => i);
  for (const [c, wanted] of view.contains) {
    const column = columns[c];
    if (!column || wanted === '') continue;
    const needle = wanted.toLowerCase();
    rows = rows.filter((i) => textAt(table, i, column).toLowerCase().includes(needle));
  }
  const { only, sort } = view;
  if (only) rows = rows.filter((i) => marked(i, only));
  const column = sort && columns[sort.column];
  if (!sort || !column) return rows;
  const keys = new Map(rows.map((i) => [i, sortKey(textAt(table, i, column), column)]));
  const sign = sort.direction === 'up' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compareKeys(keys.get(a) as SortKey, keys.get(b) as SortKey) || a - b);
}

type SortKey = { readonly number: ReturnType<typeof toDecimal>; readonly text: string };

/** A condition is sorted by the first number it names: `>= 10` before `20..30`. */
function sortKey(text: string, { type }: Column): SortKey {
  const number = type === 'number' ? toDecimal(/-?\d[\d,]*(?:\.\d+)?/.exec(text)?.[0].replaceAll(',', '') ?? '') : undefined;
  return { number, text: text.toLowerCase() };
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a.number && b.number) return compareDecimals(a.number, b.number);
  if (a.number || b.number) return a.number ? -1 : 1;
  return a.text.localeCompare(b.text, 'en', { numeric: true });
}

function textAt(table: Table, row: number, column: Column): string {
  const found = table.rows[row];
  return found ? cellText(found, column) : '';
}
