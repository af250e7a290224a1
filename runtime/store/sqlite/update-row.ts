import type { SQLInputValue } from 'node:sqlite';
import { notANumber } from '../field-faults.ts';
import { type Document, DuplicateKey } from '../store.ts';
import { filterSql } from './filter-sql.ts';
import { idOf } from './insert-row.ts';
import { eraseKeys, writeKeys } from './row-keys.ts';
import type { Statements } from './statements.ts';
import { type Field, type TableLayout, unknownField } from './table-layout.ts';
import { loaded, refuseUnknownFields, stored } from './values.ts';

type Change = {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly increase?: Readonly<Record<string, number | undefined>>;
};
type Perform = () => boolean | DuplicateKey;
export type Updates = {
  /** The returned function says whether the row was there and met the condition; DuplicateKey when a unique field would not be unique. */
  prepare(id: string, change: Change): Perform;
  /** The returned function adds 1 and gives the new value; null when the row is not there. */
  prepareIncrease(id: string, field: string): () => number | null;
  /** Sets every field. */
  prepareReplace(document: Document): Perform;
};

export function updates(layout: TableLayout, statements: Statements): Updates {
  function prepare(id: string, { where, set = {}, increase }: Change): Perform {
    const condition = filterSql(layout, where);
    const apart: { field: Field; value: SQLInputValue }[] = [];
    const keys: { field: Field; keys: unknown }[] = [];
    const values: SQLInputValue[] = [];
    let assignments = '';
    let isUnique = false;
    for (const name in set) {
      const field = layout.byName.get(name) ?? unknownField(layout, name);
      if (set[name] === undefined) continue;
      const value = stored(layout, field, set[name]);
      if (field.ownTable !== null) {
        apart.push({ field, value });
        continue;
      }
      if (field.type === 'keys') keys.push({ field, keys: set[name] });
      if (layout.unique.includes(name)) isUnique = true;
      assignments += assignments === '' ? `${field.column} = ?` : `, ${field.column} = ?`;
      values.push(value);
    }
    for (const name in increase) {
      const field = numberField(name);
      assignments += `${assignments === '' ? '' : ', '}${field.column} = coalesce(${field.column}, 0) + ?`;
      values.push(stored(layout, field, increase[name] ?? 0));
    }
    const target = `WHERE id = ?${condition.sql === '' ? '' : ` AND ${condition.sql}`}`;
    const targetValues = [idOf(layout, id), ...condition.values];
    const updateSql = `UPDATE ${isUnique ? 'OR IGNORE ' : ''}${layout.table} SET ${assignments === '' ? 'id = id' : assignments} ${target}`;
    values.push(...targetValues);

    return () => {
      const before = keys.length > 0 || apart.length > 0 || isUnique ? rowBefore(keys, target, targetValues) : undefined;
      if (before === null) return false;
      if (statements.run(updateSql, values).changes === 0) return isUnique ? new DuplicateKey(layout.name, takenField(id, set)) : false;
      if (before) {
        for (const { field, value } of apart) setApart(field, before.seq, value);
        for (const [index, { field, keys: added }] of keys.entries()) {
          eraseKeys(layout, statements, { field: field.name, keys: before.keys[index], seq: before.seq });
          writeKeys(layout, statements, { field: field.name, keys: added, seq: before.seq });
        }
      }
      return true;
    };
  }

  function prepareIncrease(id: string, name: string): () => number | null {
    const { column } = numberField(name);
    const sql = `UPDATE ${layout.table} SET ${column} = coalesce(${column}, 0) + 1 WHERE id = ? RETURNING ${column}`;
    const values = [idOf(layout, id)];
    return () => (statements.first(sql, values)?.[0] ?? null) as number | null;
  }

  function numberField(name: string): Field {
    const field = layout.byName.get(name) ?? unknownField(layout, name);
    if (field.type !== 'number') throw notANumber(layout.name, name);
    return field;
  }

  /** Null when no row meets the condition. */
  function rowBefore(
    keys: readonly { field: Field }[],
    target: string,
    values: readonly SQLInputValue[],
  ): { seq: number; keys: unknown[] } | null {
    const columns = ['seq', ...keys.map(({ field }) => field.column)].join(', ');
    const row = statements.first(`SELECT ${columns} FROM ${layout.table} ${target}`, values);
    return row ? { seq: row[0] as number, keys: keys.map(({ field }, index) => loaded(field, row[index + 1])) } : null;
  }

  function setApart(field: Field, seq: number, value: SQLInputValue): void {
    if (value === null) statements.run(`DELETE FROM ${field.ownTable} WHERE seq = ?`, [seq]);
    else
      statements.run(`INSERT INTO ${field.ownTable} (seq, value) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET value = excluded.value`, [
        seq,
        value,
      ]);
  }

  function takenField(id: string, set: Readonly<Record<string, unknown>>): string {
    const taken = layout.unique.find((name) => {
      const value = set[name];
      if (value === null || value === undefined) return false;
      return statements.first(`SELECT 1 FROM ${layout.table} WHERE ${layout.byName.get(name)?.column} = ? AND id <> ?`, [
        value as SQLInputValue,
        id,
      ]);
    });
    return taken ?? 'id';
  }

  return {
    prepare,
    prepareIncrease,
    prepareReplace(document) {
      refuseUnknownFields(layout, Object.keys(document));
      const set = Object.fromEntries(layout.fields.map((field) => [field.name, document[field.name] ?? null]));
      return prepare(document.id, { set });
    },
  };
}
