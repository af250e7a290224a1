import { keyOf } from '@crossdock/nodes/library/lookup';
import type { Cell, LookupContent, LookupRow } from './lookup.ts';

type Keyed = Pick<LookupContent, 'columns' | 'ignoreCase'>;

/** The cells of a row by which it is found. */
export function keyCells({ columns }: Pick<Keyed, 'columns'>, row: LookupRow): readonly Cell[] {
  return columns.flatMap(({ isKey }, i) => (isKey ? [row[i] ?? null] : []));
}

/** One text for the key of a row, as a lookup compares it; null when a part of it is empty. */
export function rowKey(table: Keyed, row: LookupRow): string | null {
  return keyOf(keyCells(table, row), table.ignoreCase);
}

/** A key for people: `GLV-NIT-L-100`, or `acme, EA`. */
export function shownKey(cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '' : String(cell))).join(', ');
}
