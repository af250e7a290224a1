import { unknownField as missing } from '../field-faults.ts';
import type { CollectionSchema, Document, FieldType } from '../store.ts';

/**
 * How a collection lies in SQLite: one table in order of insertion, with short columns before long ones, so that reading the short ones
 * does not walk through overflow pages. Each `bytes` field of a collection that is updated has a table of its own, so that an update of a status
 * does not write a message again. Keys have one table, which is its own index.
 */
export type TableLayout = {
  readonly name: string;
  readonly table: string;
  /** Every field but `id`, in the schema's order: the order of a document's fields. */
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  /** Stored in the main table, in the order of its columns. */
  readonly columns: readonly Field[];
  /** Stored in a table of their own. */
  readonly apart: readonly Field[];
  readonly keys: readonly Field[];
  readonly unique: readonly string[];
  readonly appendOnly: boolean;
};

export type Field = {
  readonly name: string;
  readonly type: FieldType;
  readonly column: string;
  /** The table that holds the values of a `bytes` field; null when they are in the main table. */
  readonly ownTable: string | null;
};

const columnTypes: Record<FieldType, string> = { text: 'TEXT', number: 'REAL', keys: 'TEXT', body: 'TEXT', bytes: 'BLOB' };
const columnOrder: readonly FieldType[] = ['number', 'text', 'keys', 'body', 'bytes'];

export function tableLayout<D extends Document>(schema: CollectionSchema<D>): TableLayout {
  const appendOnly = schema.appendOnly ?? false;
  const fields = Object.entries<FieldType>(schema.fields).map(
    ([name, type]): Field => ({
      name,
      type,
      column: quoted(name),
      ownTable: type === 'bytes' && !appendOnly ? quoted(`${schema.name}.${name}`) : null,
    }),
  );
  const rank = (field: Field) => columnOrder.indexOf(field.type);
  return {
    name: schema.name,
    table: quoted(schema.name),
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    columns: fields.filter((field) => field.ownTable === null).sort((a, b) => rank(a) - rank(b)),
    apart: fields.filter((field) => field.ownTable !== null),
    keys: fields.filter((field) => field.type === 'keys'),
    unique: schema.unique ?? [],
    appendOnly,
  };
}

export const columnDeclaration = (field: Field): string => `${field.column} ${columnTypes[field.type]}`;
export const columnType = (field: Field): string => columnTypes[field.type];
export const keyTable = (layout: TableLayout): string => quoted(`${layout.name}.keys`);

/** The statements that make the table, its helpers and its indexes where they are missing. */
export function createStatements<D extends Document>(schema: CollectionSchema<D>, layout: TableLayout): readonly string[] {
  const columns = layout.columns.map((field) => `, ${columnDeclaration(field)}`).join('');
  const statements = [`CREATE TABLE IF NOT EXISTS ${layout.table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE${columns})`];
  for (const field of layout.apart) statements.push(`CREATE TABLE IF NOT EXISTS ${field.ownTable} (seq INTEGER PRIMARY KEY, value BLOB)`);
  if (layout.keys.length > 0)
    statements.push(
      `CREATE TABLE IF NOT EXISTS ${keyTable(layout)} (field TEXT, key TEXT, seq INTEGER, PRIMARY KEY (field, key, seq)) WITHOUT ROWID`,
    );
  return [...statements, ...indexes(schema, layout).map((index) => index.sql)];
}

/** The indexes of the schema by name; a name says everything about its index, so that a changed one gets another name. */
export function indexes<D extends Document>(schema: CollectionSchema<D>, layout: TableLayout): readonly { name: string; sql: string }[] {
  const column = (field: string) => (field === 'id' ? 'id' : (layout.byName.get(field)?.column ?? unknownField(layout, field)));
  const unique = layout.unique.map((field) => {
    const name = `${layout.name}.unique.${field}`;
    return { name, sql: `CREATE UNIQUE INDEX IF NOT EXISTS ${quoted(name)} ON ${layout.table} (${column(field)})` };
  });
  const secondary = (schema.indexes ?? []).map(({ fields, where }) => {
    const name = `${layout.name}.${where ?? 'all'}.${fields.join('.')}`;
    const partial = where === 'present' ? ` WHERE ${column(fields[0] ?? '')} IS NOT NULL` : '';
    return { name, sql: `CREATE INDEX IF NOT EXISTS ${quoted(name)} ON ${layout.table} (${fields.map(column).join(', ')})${partial}` };
  });
  return [...unique, ...secondary];
}

export function unknownField(layout: TableLayout, field: string): never {
  throw missing(layout.name, field, layout.byName.keys());
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
