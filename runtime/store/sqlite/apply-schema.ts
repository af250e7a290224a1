import type { DatabaseSync } from 'node:sqlite';
import type { CollectionSchema, Document } from '../store.ts';
import { columnDeclaration, columnType, createStatements, indexes, quoted, type TableLayout } from './table-layout.ts';

/** Brings the tables of a collection to its schema: creates what is missing, adds new columns, drops indexes that are no longer declared. */
export function applySchema<D extends Document>(db: DatabaseSync, schema: CollectionSchema<D>, layout: TableLayout): void {
  // No group of writes, so it syncs the log itself.
  db.exec('PRAGMA synchronous = FULL');
  db.exec('BEGIN IMMEDIATE');
  try {
    addColumns(db, layout);
    for (const statement of createStatements(schema, layout)) db.exec(statement);
    dropIndexes(db, layout, new Set(indexes(schema, layout).map((index) => index.name)));
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  } finally {
    db.exec('PRAGMA synchronous = NORMAL');
  }
}

function addColumns(db: DatabaseSync, layout: TableLayout): void {
  const present = new Map(
    db
      .prepare('SELECT name, type FROM pragma_table_info(?)')
      .all(layout.name)
      .map((row) => [row.name, row.type]),
  );
  if (present.size === 0) return;
  for (const field of layout.columns) {
    const type = present.get(field.name);
    if (type === undefined) db.exec(`ALTER TABLE ${layout.table} ADD COLUMN ${columnDeclaration(field)}`);
    else if (type !== columnType(field))
      throw new TypeError(
        `${layout.name}.${field.name} is stored as ${type}; the schema says ${field.type}. Give the changed field a new name`,
      );
  }
}

function dropIndexes(db: DatabaseSync, layout: TableLayout, declared: ReadonlySet<string>): void {
  const stored = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`).all(layout.name);
  for (const { name } of stored) if (typeof name === 'string' && !declared.has(name)) db.exec(`DROP INDEX ${quoted(name)}`);
}
