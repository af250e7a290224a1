import type { Collection, CollectionSchema, Document, Store } from '@crossdock/runtime/store/store';
import { type Change, kept, keptFields, operations, type Query } from './operations.ts';
import type { State } from './state.ts';
import { changeInWords, filterInWords } from './words.ts';

/** A step as the store asks for it. */
export type StoreStep<T> = {
  readonly label: string;
  readonly collection: string;
  readonly place: Place;
  readonly perform: (state: State) => T;
};

/** What of a collection a step is about; without an id, all of it. */
export type Place = { readonly collection: string; readonly kind: 'insert' | 'change' | 'look'; readonly id?: string };

/**
 * Whether a step of a process happens only after one that the process asked for before. No more than what all stores promise: writes of one document keep their
 * order, an insert comes before the updates that were asked for after it, and who looks sees what was written to the collection before.
 */
export function comesBefore(earlier: Place, later: Place): boolean {
  if (earlier.kind === 'insert' && later.kind === 'change') return true;
  if (earlier.collection !== later.collection) return false;
  return earlier.kind === 'look' || later.kind === 'look' || earlier.id === later.id;
}

/**
 * A Store in memory of which no operation happens by itself: each is asked for, and happens in one atomic step when whoever schedules lets it.
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
    async flush() {
      await Promise.allSettled(pending);
      // The callers learn of it some microtasks later.
      for (let tick = 0; tick < 5; tick++) await null;
    },
    size: async () => ({ bytes: 0, freeBytes: 0 }),
    close: async () => undefined,
  };
}

function collection(schema: CollectionSchema<Document>, ask: <T>(step: StoreStep<T>) => Promise<T>): Collection<Document> {
  const { name } = schema;
  const step = <T>(kind: Place['kind'], id: string | null, words: string, perform: (state: State) => T) =>
    ask({ label: `${name}: ${words}`, collection: name, place: { collection: name, kind, ...(id !== null && { id }) }, perform });
  return {
    insert: async (given) => {
      const document = kept(schema, given);
      return step('insert', given.id, `insert ${given.id}`, (state) => operations.insert(state, schema, document));
    },
    update: async (id, given) => {
      const change: Change = { ...given, ...(given.set && { set: keptFields(schema, given.set) }) };
      return step('change', id, `update ${id} ${changeInWords(change)}`, (state) => operations.update(state, schema, id, change));
    },
    increase: async (id, field) =>
      step('change', id, `increase ${field} of ${id}`, (state) => operations.increase(state, schema, id, field)),
    upsert: async (given) => {
      const document = kept(schema, given);
      return step('change', given.id, `put ${given.id}`, (state) => operations.upsert(state, schema, document));
    },
    remove: async (id) => step('change', id, `remove ${id}`, (state) => operations.remove(state, schema, id)),
    get: async (id) => step('look', id, `get ${id}`, (state) => operations.get(state, schema, id)),
    findOne: async (where, select) =>
      step('look', null, `find the one ${filterInWords(where)}`, (state) => operations.findOne(state, schema, where, select)),
    find: async (query) =>
      step('look', null, `find ${filterInWords(query.where)}`, (state) => operations.find(state, schema, query as Query)),
    count: async (where, limit) =>
      step('look', null, `count ${filterInWords(where)}`, (state) => operations.count(state, schema, where, limit)),
    removeWhere: async (where, limit) =>
      step('look', null, `remove ${filterInWords(where)}`, (state) => operations.removeWhere(state, schema, where, limit)),
  };
}
