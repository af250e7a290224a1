import type { LookupContent, LookupRow } from './lookup.ts';
import { rowIdentity } from './row-key.ts';

/** One row that differs between two versions of a table. */
export type RowChange =
  | { readonly kind: 'added'; readonly row: LookupRow }
  | { readonly kind: 'removed'; readonly row: LookupRow }
  | { readonly kind: 'changed'; readonly before: LookupRow; readonly row: LookupRow };

export type RowChanges = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The first ones. */
  readonly items: readonly RowChange[];
};

/** What became of the rows, by what tells them apart. Rows of the older version are laid out in the columns of the newer one. */
export function compareRows(before: LookupContent, after: LookupContent, limit = 200): RowChanges {
  const items: RowChange[] = [];
  const counts = { added: 0, changed: 0, removed: 0 };
  const note = (change: RowChange) => {
    counts[change.kind]++;
    if (items.length < limit) items.push(change);
  };
  const layout = layoutFor(before, after);
  const old = new Map<string, LookupRow>();
  for (const row of before.rows) {
    const laid = layout(row);
    old.set(rowIdentity(after, laid) ?? JSON.stringify(row), laid);
  }
  for (const row of after.rows) {
    const key = rowIdentity(after, row) ?? '';
    const was = old.get(key);
    old.delete(key);
    if (!was) note({ kind: 'added', row });
    else if (was.some((cell, i) => cell !== row[i])) note({ kind: 'changed', before: was, row });
  }
  for (const row of old.values()) note({ kind: 'removed', row });
  return { ...counts, items };
}

/** Cells under the columns of the same name; what is new is empty. */
function layoutFor(before: LookupContent, after: LookupContent): (row: LookupRow) => LookupRow {
  const from = after.columns.map(({ name }) => before.columns.findIndex((column) => column.name === name));
  if (from.length === before.columns.length && from.every((at, i) => at === i)) return (row) => row;
  return (row) => from.map((at) => (at < 0 ? null : (row[at] ?? null)));
}
