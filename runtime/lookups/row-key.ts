import { keyOf } from '@crossdock/nodes/library/lookup-index';
import type { Cell, LookupContent, LookupRow } from './lookup.ts';

type Keyed = Pick<LookupContent, 'columns' | 'ignoreCase' | 'effective'>;

/** The cells of a row by which it is found. */
export function keyCells({ columns }: Pick<Keyed, 'columns'>, row: LookupRow): readonly Cell[] {
  return columns.flatMap(({ isKey }, i) => (isKey ? [row[i] ?? null] : []));
}

/** One text for the key of a row, as a lookup compares it; null when a part of it is empty. */
export function rowKey(table: Keyed, row: LookupRow): string | null {
  return keyOf(keyCells(table, row), table.ignoreCase);
}

/** What tells a row from all others: its key and, where rows count from a day on, that day. null as for `rowKey`. */
export function rowIdentity(table: Keyed, row: LookupRow): string | null {
  const key = rowKey(table, row);
  if (key === null || !table.effective) return key;
  return JSON.stringify([key, row[columnAt(table, table.effective.from)] ?? null]);
}

export function columnAt({ columns }: Pick<Keyed, 'columns'>, name: string): number {
  return columns.findIndex((column) => column.name === name);
}

/** A key for people: `GLV-NIT-L-100`, or `acme, EA`. */
export function shownKey(cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '' : String(cell))).join(', ');
}
