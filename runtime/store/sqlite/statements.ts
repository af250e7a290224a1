import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** Prepared statements by their text. Texts depend on shapes, not on values, so there are few; beyond `limit` all are made anew. */
export type Statements = {
  /** Bytes of all values given to `run` so far, about. */
  written(): number;
  /** The number of rows changed, and the place of the last one inserted. */
  run(sql: string, values: readonly SQLInputValue[]): { readonly changes: number; readonly lastInsertRowid: number };
  /** Rows as lists of values, in the order of the selected columns. */
  all(sql: string, values: readonly SQLInputValue[]): Row[];
  first(sql: string, values: readonly SQLInputValue[]): Row | undefined;
};
export type Row = readonly SQLOutputValue[];

export function statements(db: DatabaseSync, limit = 500): Statements {
  const prepared = new Map<string, StatementSync>();
  let written = 0;

  function prepare(sql: string): StatementSync {
    let statement = prepared.get(sql);
    if (!statement) {
      if (prepared.size >= limit) prepared.clear();
      statement = db.prepare(sql, { returnArrays: true });
      prepared.set(sql, statement);
    }
    return statement;
  }

  return {
    written: () => written,
    run(sql, values) {
      written += bytesOf(values);
      return prepare(sql).run(...values) as { changes: number; lastInsertRowid: number };
    },
    all: (sql, values) => prepare(sql).all(...values) as unknown as Row[],
    first: (sql, values) => prepare(sql).get(...values) as unknown as Row | undefined,
  };
}

function bytesOf(values: readonly SQLInputValue[]): number {
  let bytes = 8 * values.length;
  for (const value of values) if (typeof value === 'string' || value instanceof Uint8Array) bytes += value.length;
  return bytes;
}
