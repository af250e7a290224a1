import type { SQLInputValue } from 'node:sqlite';
import { wrongId } from '../field-faults.ts';
import { type Document, DuplicateKey } from '../store.ts';
import { writeKeys } from './row-keys.ts';
import type { Statements } from './statements.ts';
import type { TableLayout } from './table-layout.ts';
import { refuseUnknownFields, stored } from './values.ts';

export type Inserts = {
  /** The returned function writes the row; it returns DuplicateKey when `id` or a unique field is taken. */ prepare(
    document: Document,
  ): () => undefined | DuplicateKey;
};

export function inserts(layout: TableLayout, statements: Statements): Inserts {
  const places = ['?', ...layout.columns.map(() => '?')].join(', ');
  const names = ['id', ...layout.columns.map((field) => field.column)].join(', ');
  const insertSql = `INSERT INTO ${layout.table} (${names}) VALUES (${places}) ON CONFLICT DO NOTHING`;
  const apartSql = layout.apart.map((field) => ({ field, sql: `INSERT INTO ${field.ownTable} (seq, value) VALUES (?, ?)` }));
  const uniqueFields = ['id', ...layout.unique];

  function takenField(document: Document): string {
    for (const name of uniqueFields) {
      const value = document[name];
      const column = layout.byName.get(name)?.column ?? 'id';
      if (
        value !== null &&
        value !== undefined &&
        statements.first(`SELECT 1 FROM ${layout.table} WHERE ${column} = ?`, [value as SQLInputValue])
      )
        return name;
    }
    return 'id';
  }

  return {
    prepare(document) {
      const values: SQLInputValue[] = [idOf(layout, document.id)];
      for (const field of layout.columns) values.push(stored(layout, field, document[field.name]));
      const names = Object.keys(document);
      if (names.length !== layout.fields.length + 1) refuseUnknownFields(layout, names);
      const apart = apartSql.map(({ field, sql }) => ({ sql, value: stored(layout, field, document[field.name]) }));
      return () => {
        const { changes, lastInsertRowid } = statements.run(insertSql, values);
        if (changes === 0) return new DuplicateKey(layout.name, takenField(document));
        for (const { sql, value } of apart) if (value !== null) statements.run(sql, [lastInsertRowid, value]);
        for (const field of layout.keys)
          writeKeys(layout, statements, { field: field.name, keys: document[field.name], seq: lastInsertRowid });
        return undefined;
      };
    },
  };
}

export function idOf(layout: TableLayout, id: unknown): string {
  if (typeof id === 'string' && id !== '') return id;
  throw wrongId(layout.name, id);
}
