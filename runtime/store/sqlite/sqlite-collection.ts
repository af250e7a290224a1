import type { Collection, CollectionSchema, Document } from '../store.ts';
import { type Condition, filterSql } from './filter-sql.ts';
import { findSql, selection } from './find-sql.ts';
import { inserts } from './insert-row.ts';
import { readRows } from './read-rows.ts';
import { removals } from './remove-rows.ts';
import type { Statements } from './statements.ts';
import { tableLayout } from './table-layout.ts';
import { updates } from './update-row.ts';
import type { WriteGroup } from './write-group.ts';

/** One collection. Documents are checked and turned into values when the call is made, so that a caller may change its object afterwards. */
export function sqliteCollection<D extends Document>(
  schema: CollectionSchema<D>,
  { statements, group, onRemoved }: { readonly statements: Statements; readonly group: WriteGroup; readonly onRemoved: () => void },
): Collection<D> {
  const layout = tableLayout(schema);
  const insert = inserts(layout, statements);
  const update = updates(layout, statements);
  const remove = removals(layout, statements);
  const everything = selection(layout, undefined);
  const read = readRows<D>(layout, statements);

  return {
    insert: (document) => group.write(() => insert.prepare(document)),
    update: (id, change) => group.write(() => update.prepare(id, change)),
    increase: (id, field) => group.write(() => update.prepareIncrease(id, field)),
    upsert: (document) =>
      group.write(() => {
        const asInsert = insert.prepare(document);
        const asUpdate = update.prepareReplace(document);
        return () => {
          const replaced = asUpdate();
          return replaced === false ? asInsert() : replaced === true ? undefined : replaced;
        };
      }),
    get: (id) => group.read(() => () => read.first(everything, { sql: 'id = ?', values: [id] })),
    findOne: (where, select) =>
      group.read(() => {
        const condition = filterSql(layout, where);
        const selected = selection(layout, select);
        return () => read.first(selected, condition);
      }),
    find: (query) =>
      group.read(() => {
        const plan = findSql(layout, query);
        return () => read.page(plan);
      }),
    count: (where, limit) =>
      group.read(() => {
        const condition = filterSql(layout, where);
        return () => read.count(condition, limit);
      }),
    remove: async (id) => (await removed(() => ({ sql: 'id = ?', values: [id] }), 1)) > 0,
    removeWhere: (where, limit = 1_000) => removed(() => filterSql(layout, where), limit),
  };

  async function removed(condition: () => Condition, limit: number): Promise<number> {
    const count = await group.write(() => {
      const matching = condition();
      return () => remove(matching, limit);
    });
    if (count > 0) onRemoved();
    return count;
  }
}
