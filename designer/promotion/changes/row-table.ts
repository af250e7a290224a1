import type { PartChange } from '../shapes.ts';

/** One value of a row as it was and is. Both sides alike: it stays. */
export type RowCell = { readonly before: string; readonly after: string };
export type ChangedRow = { readonly key: string; readonly kind: 'added' | 'changed' | 'removed'; readonly cells: readonly RowCell[] };

/** Rows of a lookup that come, go or change, under the names of its columns. What is no row (a column, a rule) is left to be told. */
export function rowTable(changes: readonly PartChange[]): {
  readonly columns: readonly string[];
  readonly rows: readonly ChangedRow[];
  readonly others: readonly PartChange[];
} {
  const rows = changes.filter(isRow);
  const columns = [...new Set(rows.flatMap((change) => Object.keys(cellsOf(change.after) ?? cellsOf(change.before) ?? {})))];
  return {
    columns,
    rows: rows.map((change) => {
      const [before, after] = [cellsOf(change.before), cellsOf(change.after)];
      return {
        key: change.path,
        kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
        cells: columns.map((column) => ({ before: wordsOf((before ?? after)?.[column]), after: wordsOf((after ?? before)?.[column]) })),
      };
    }),
    others: changes.filter((change) => !isRow(change)),
  };
}

/** Only rows have an object on a side that there is; columns and rules are told by their path. */
function isRow(change: PartChange): boolean {
  return (
    (change.before === undefined || cellsOf(change.before) !== null) &&
    (change.after === undefined || cellsOf(change.after) !== null) &&
    (change.words === `${change.path} added` || change.words === `${change.path} removed` || change.words.startsWith(`${change.path}: `)) &&
    (change.before !== undefined || change.after !== undefined)
  );
}

function cellsOf(side: unknown): Readonly<Record<string, unknown>> | null {
  return side !== null && typeof side === 'object' && !Array.isArray(side) ? (side as Record<string, unknown>) : null;
}

function wordsOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
