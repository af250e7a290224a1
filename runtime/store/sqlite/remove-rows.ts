import type { Condition } from './filter-sql.ts';
import { eraseKeys } from './row-keys.ts';
import type { Statements } from './statements.ts';
import type { TableLayout } from './table-layout.ts';
import { loaded } from './values.ts';

/** Removes at most `limit` rows with their keys and bytes, of an append-only collection the oldest first, so that whole pages get free. */
export function removals(layout: TableLayout, statements: Statements): (condition: Condition, limit: number) => number {
  const columns = ['seq', ...layout.keys.map((field) => field.column)].join(', ');
  const order = layout.appendOnly ? ' ORDER BY seq' : '';

  return (condition, limit) => {
    const where = condition.sql === '' ? '' : ` WHERE ${condition.sql}`;
    const rows = statements.all(`SELECT ${columns} FROM ${layout.table}${where}${order} LIMIT ?`, [...condition.values, limit]);
    for (const row of rows) {
      const seq = row[0] as number;
      for (const [index, field] of layout.keys.entries())
        eraseKeys(layout, statements, { field: field.name, keys: loaded(field, row[index + 1]), seq });
      for (const field of layout.apart) statements.run(`DELETE FROM ${field.ownTable} WHERE seq = ?`, [seq]);
      statements.run(`DELETE FROM ${layout.table} WHERE seq = ?`, [seq]);
    }
    return rows.length;
  };
}
