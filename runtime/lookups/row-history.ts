import type { RowChange } from './compare-rows.ts';
import type { Cell, LookupContent, LookupRow, LookupVersion } from './lookup.ts';
import type { RowEvent } from './lookup-book.ts';
import { rowKey } from './row-key.ts';

/** Changes of one save that are kept beside its rows; more of them are found by comparing the rows again. */
export const keptChanges = 5_000;

/** What a save did to the rows of a key. */
export function rowEvents(
  { version, at, by, why, approvedBy }: LookupVersion,
  table: Pick<LookupContent, 'columns' | 'ignoreCase'>,
  changes: readonly RowChange[],
  key: string,
): readonly RowEvent[] {
  const named = (row: LookupRow): Readonly<Record<string, Cell>> =>
    Object.fromEntries(table.columns.map(({ name }, i) => [name, row[i] ?? null]));
  return ofOneRow(changes.filter((change) => rowKey(table, change.row) === key)).map((change) => ({
    version,
    at,
    by,
    why,
    approvedBy,
    kind: change.kind,
    row: named(change.row),
    before: change.kind === 'changed' ? named(change.before) : null,
  }));
}

/** A row that got another first day counts as another one; where a key has no more than these two, it is the same row to people. */
function ofOneRow(changes: readonly RowChange[]): readonly RowChange[] {
  const added = changes.find(({ kind }) => kind === 'added');
  const removed = changes.find(({ kind }) => kind === 'removed');
  if (changes.length !== 2 || !added || !removed) return changes;
  return [{ kind: 'changed', before: removed.row, row: added.row }];
}
