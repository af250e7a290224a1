import type { Collection, CollectionSchema, Document, Store } from '@crossdock/runtime/store/store';
import { type Change, kept, keptFields, operations, type Query } from './operations.ts';
import type { State } from './state.ts';
import { changeInWords, filterInWords } from './words.ts';

/** A step as the store asks for it. */
export type StoreStep<T> = {
  readonly label: string;
  readonly lane: string;
  readonly collection: string;
  readonly perform: (state: State) => T;
};

/**
 * A Store in memory of which no operation happens by itself: each is asked for, and happens in one atomic step when whoever schedules lets it. Operations of one
 * process on one collection keep their order, as the seam promises; those on different collections do not, because a document database gives no more.
 */
export function modelStore(schedule: <T>(step: StoreStep<T>) => Promise<T>): Store {
  const pending = new Set<Promise<unknown>>();
  const ask = <T>(step: StoreStep<T>): Promise<T> => {
    const asked = schedule(step);
    pending.add(asked);
    return asked.finally(() => pending.delete(asked));
  };
  return {
    kind: 'mongodb',
    collection: <D extends Document>(schema: CollectionSchema<D>) =>
      collection(schema as unknown as CollectionSchema<Document>, ask) as unknown as Collection<D>,
    flush: async () => void (await Promise.allSettled(pending)),
    size: async () => ({ bytes: 0, freeBytes: 0 }),
    close: async () => undefined,
  };
}

function collection(schema: CollectionSchema<Document>, ask: <T>(step: StoreStep<T>) => Promise<T>): Collection<Document> {
  const { name } = schema;
  const step = <T>(words: string, perform: (state: State) => T) =>
    ask({ label: `${name}: ${words}`, lane: name, collection: name, perform });
  return {
    insert: async (given) => {
      const document = kept(schema, given);
      return step(`insert ${given.id}`, (state) => operations.insert(state, schema, document));
    },
    update: async (id, given) => {
      const change: Change = { ...given, ...(given.set && { set: keptFields(schema, given.set) }) };
      return step(`update ${id} ${changeInWords(change)}`, (state) => operations.update(state, schema, id, change));
    },
    increase: async (id, field) => step(`increase ${field} of ${id}`, (state) => operations.increase(state, schema, id, field)),
    upsert: async (given) => {
      const document = kept(schema, given);
      return step(`put ${given.id}`, (state) => operations.upsert(state, schema, document));
    },
    get: async (id) => step(`get ${id}`, (state) => operations.get(state, schema, id)),
    findOne: async (where, select) =>
      step(`find the one ${filterInWords(where)}`, (state) => operations.findOne(state, schema, where, select)),
    find: async (query) => step(`find ${filterInWords(query.where)}`, (state) => operations.find(state, schema, query as Query)),
    count: async (where, limit) => step(`count ${filterInWords(where)}`, (state) => operations.count(state, schema, where, limit)),
    remove: async (id) => step(`remove ${id}`, (state) => operations.remove(state, schema, id)),
    removeWhere: async (where, limit) =>
      step(`remove ${filterInWords(where)}`, (state) => operations.removeWhere(state, schema, where, limit)),
  };
}
