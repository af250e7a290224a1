import type { SQLInputValue } from 'node:sqlite';
import { unsortableField, wrongLimit } from '../field-faults.ts';
import { decodeCursor, type PageEnd } from '../page-cursor.ts';
import { type Condition, filterSql } from './filter-sql.ts';
import { type Field, quoted, type TableLayout, unknownField } from './table-layout.ts';

/** The columns to read and the tables they come from. */
export type Selection = { readonly sql: string; readonly fields: readonly Field[] };

/** One page: `parts` are read one after the other until it is full, each begins where the last ended, so that an index finds the place. */
export type FindPlan = {
  readonly selection: Selection;
  readonly parts: readonly Condition[];
  readonly order: string;
  readonly limit: number;
  readonly sortedBy: Field | null;
};

type AnyQuery = {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly sort?: { readonly by: string; readonly direction: 'up' | 'down' };
  readonly limit?: number;
  readonly after?: string | null;
  readonly select?: readonly string[];
};

export function findSql(layout: TableLayout, { where, sort, limit = 100, after = null, select }: AnyQuery): FindPlan {
  if (!Number.isInteger(limit) || limit < 1 || limit > 5_000) throw wrongLimit(limit);
  const condition = filterSql(layout, where);
  const sortedBy = sort && sort.by !== 'id' ? (layout.byName.get(sort.by) ?? unknownField(layout, sort.by)) : null;
  if (sortedBy && sortedBy.type !== 'text' && sortedBy.type !== 'number') throw unsortableField(layout.name, sortedBy.name);
  const direction = sort?.direction === 'down' ? 'DESC' : 'ASC';
  const places: Condition[] = after === null ? [{ sql: '', values: [] }] : placesAfter(decodeCursor(after), sortedBy, direction);
  return {
    selection: selection(layout, sortedBy && select && !select.includes(sortedBy.name) ? [...select, sortedBy.name] : select),
    parts: places.map((place) => both(condition, place)),
    order: sortedBy ? `ORDER BY ${sortedBy.column} ${direction}, id ${direction}` : `ORDER BY id ${direction}`,
    limit,
    sortedBy,
  };
}

export function selection(layout: TableLayout, select: readonly string[] | undefined): Selection {
  for (const name of select ?? []) if (name !== 'id' && !layout.byName.has(name)) unknownField(layout, name);
  const fields = select ? layout.fields.filter((field) => select.includes(field.name)) : layout.fields;
  // A value apart is fetched by the row's number: cheaper than a join, and an absent one is null by itself.
  const columns = fields.map((field) =>
    field.ownTable === null ? field.column : `(SELECT value FROM ${field.ownTable} a WHERE a.seq = ${layout.table}.seq)`,
  );
  return { sql: `SELECT id${columns.map((column) => `, ${column}`).join('')} FROM ${layout.table}`, fields };
}

/** What comes behind the last document of a page. Null sorts before every value. */
function placesAfter({ value, id }: PageEnd, field: Field | null, direction: 'ASC' | 'DESC'): Condition[] {
  const beyond = direction === 'ASC' ? '>' : '<';
  if (!field) return [{ sql: `id ${beyond} ?`, values: [id] }];
  const column = quoted(field.name);
  const nulls = (rest: string, ...values: SQLInputValue[]): Condition => ({ sql: `${column} IS NULL${rest}`, values });
  if (value === null) {
    const sameValue = nulls(` AND id ${beyond} ?`, id);
    return direction === 'ASC' ? [sameValue, { sql: `${column} IS NOT NULL`, values: [] }] : [sameValue];
  }
  const others: Condition = { sql: `${column} ${beyond}= ? AND (${column} ${beyond} ? OR id ${beyond} ?)`, values: [value, value, id] };
  return direction === 'ASC' ? [others] : [others, nulls('')];
}

const both = (a: Condition, b: Condition): Condition => ({
  sql: a.sql !== '' && b.sql !== '' ? `${a.sql} AND ${b.sql}` : a.sql + b.sql,
  values: [...a.values, ...b.values],
});
