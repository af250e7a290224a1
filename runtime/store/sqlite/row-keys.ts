import type { SQLInputValue } from 'node:sqlite';
import { isKeys } from '../field-faults.ts';
import type { Statements } from './statements.ts';
import { keyTable, type TableLayout } from './table-layout.ts';

/** Writes the keys of one field of one row; a key that stands there twice counts once. */
export function writeKeys(layout: TableLayout, statements: Statements, { field, keys, seq }: RowKeys): void {
  if (!isKeys(keys) || keys.length === 0) return;
  const values: SQLInputValue[] = [];
  for (const key of keys) values.push(field, key, seq);
  statements.run(`INSERT OR IGNORE INTO ${keyTable(layout)} VALUES ${repeated('(?, ?, ?)', keys.length)}`, values);
}

/** Takes them away again; `keys` must be what was written. */
export function eraseKeys(layout: TableLayout, statements: Statements, { field, keys, seq }: RowKeys): void {
  if (!isKeys(keys)) return;
  for (const key of keys) statements.run(`DELETE FROM ${keyTable(layout)} WHERE field = ? AND key = ? AND seq = ?`, [field, key, seq]);
}

type RowKeys = { readonly field: string; readonly keys: unknown; readonly seq: number };

const repeated = (text: string, times: number): string => Array.from({ length: times }, () => text).join(', ');
