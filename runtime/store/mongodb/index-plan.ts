import type { CollectionSchema, Document } from '../store.ts';
import { type DocumentLayout, fieldOf } from './document-layout.ts';

/** An index as `createIndexes` takes it. */
export type IndexPlan = {
  /** Says everything about the index, so that a changed one gets another name. */
  readonly name: string;
  readonly key: Readonly<Record<string, 1>>;
  readonly unique?: true;
  readonly sparse?: true;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
};

const kinds = ['unique', 'keys', 'all', 'present'];

/**
 * The indexes of a collection beside that of `_id`. Each secondary one ends with `_id`, so that a list sorted by its last field comes out of the index with
 * its ties in order. `where: 'present'` is a partial index: a sparse one over several fields would hold every document that has any of them.
 */
export function indexPlans<D extends Document>(schema: CollectionSchema<D>, layout: DocumentLayout): readonly IndexPlan[] {
  const unique = [...layout.unique].map(
    (field): IndexPlan => ({ name: `unique.${field}`, key: { [field]: 1 }, unique: true, sparse: true }),
  );
  const keys = layout.fields
    .filter((field) => field.type === 'keys')
    .map(({ name }): IndexPlan => ({ name: `keys.${name}`, key: { [name]: 1 }, sparse: true }));
  const secondary = (schema.indexes ?? []).map(({ fields, where }): IndexPlan => {
    for (const field of fields) if (field !== 'id') fieldOf(layout, field);
    const names = fields.map((field) => (field === 'id' ? '_id' : field));
    const key = Object.fromEntries([...names, '_id'].map((name) => [name, 1 as const]));
    const plan = { name: `${where ?? 'all'}.${fields.join('.')}`, key };
    return where === 'present' ? { ...plan, partialFilterExpression: { [names[0] ?? '_id']: { $exists: true } } } : plan;
  });
  return [...unique, ...keys, ...secondary];
}

/** Whether an index that is no longer declared is one of ours; an operator's own stays. */
export function isOurs(indexName: string): boolean {
  return kinds.includes(indexName.slice(0, indexName.indexOf('.')));
}
