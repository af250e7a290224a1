import { encodeCursor } from '../page-cursor.ts';
import type { Document, Page } from '../store.ts';
import type { Condition } from './filter-sql.ts';
import type { FindPlan, Selection } from './find-sql.ts';
import type { Row, Statements } from './statements.ts';
import type { TableLayout } from './table-layout.ts';
import { loaded } from './values.ts';

export type Reads<D extends Document> = {
  first(selection: Selection, condition: Condition): D | null;
  page(plan: FindPlan): Page<D>;
  count(condition: Condition, limit: number | undefined): number;
};

export function readRows<D extends Document>(layout: TableLayout, statements: Statements): Reads<D> {
  return {
    first(selection, condition) {
      const row = statements.first(`${selection.sql}${whereSql(condition)} LIMIT 1`, condition.values);
      return row ? document<D>(selection, row) : null;
    },
    page({ selection, parts, order, limit, sortedBy }) {
      const items: D[] = [];
      for (const part of parts) {
        // One more than asked for tells whether there is another page.
        const left = limit + 1 - items.length;
        if (left <= 0) break;
        const rows = statements.all(`${selection.sql}${whereSql(part)} ${order} LIMIT ?`, [...part.values, left]);
        for (const row of rows) items.push(document<D>(selection, row));
      }
      if (items.length <= limit) return { items, next: null };
      items.pop();
      const last = items[items.length - 1] as D;
      return { items, next: encodeCursor({ value: sortedBy ? (last[sortedBy.name] as string | number | null) : null, id: last.id }) };
    },
    count(condition, limit) {
      const from = `FROM ${layout.table}${whereSql(condition)}`;
      const row =
        limit === undefined
          ? statements.first(`SELECT count(*) ${from}`, condition.values)
          : statements.first(`SELECT count(*) FROM (SELECT 1 ${from} LIMIT ?)`, [...condition.values, limit]);
      return row?.[0] as number;
    },
  };
}

function document<D extends Document>(selection: Selection, row: Row): D {
  const read: Record<string, unknown> = { id: row[0] };
  for (let index = 0; index < selection.fields.length; index++) {
    const field = selection.fields[index];
    if (field) read[field.name] = loaded(field, row[index + 1]);
  }
  return read as D;
}

const whereSql = (condition: Condition): string => (condition.sql === '' ? '' : ` WHERE ${condition.sql}`);
