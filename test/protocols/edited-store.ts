import type { Collection, Document, Store } from '@crossdock/runtime/store/store';

type Edit = (collection: Collection<Document>) => Partial<Collection<Document>>;

/**
 * The store with one collection's operations changed: what an engine would do if somebody edited its protocol into a wrong one. The explorer has to find
 * that out.
 */
export function editedStore(store: Store, name: string, edit: Edit): Store {
  return {
    ...store,
    collection: (schema) => {
      const collection = store.collection(schema);
      if (schema.name !== name) return collection;
      return { ...collection, ...edit(collection as unknown as Collection<Document>) } as typeof collection;
    },
  };
}

/** Updates whose compare-and-set was forgotten, where they set this field. */
export const withoutWhere =
  (field: string): Edit =>
  (collection) => ({
    update: (id, change) => {
      const { where, ...rest } = change;
      return collection.update(id, change.set && field in change.set ? rest : change);
    },
  });
