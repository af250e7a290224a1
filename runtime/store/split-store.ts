import type { Collection, CollectionSchema, Document, Store } from './store.ts';

/** The process would be dead at this point: a test's engine must not go on from it. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

export type SplitStore = Store & {
  /** Documents written so far. */
  readonly written: number;
  readonly hasCrashed: boolean;
};

/**
 * A store that dies after the k-th document, also in the middle of a group: that document is written, its caller never learns of it, and this and everything
 * later rejects with SimulatedCrash. Proves that no promise rests on a group being atomic. What lies beneath stays open, for the "next process" of the test.
 */
export function splitStore(
  store: Store,
  { crashAfter, onCrash }: { readonly crashAfter: number; readonly onCrash?: () => void },
): SplitStore {
  let written = 0;
  let hasCrashed = crashAfter <= 0;

  const refuse = (): never => {
    throw new SimulatedCrash(`the process died after document ${crashAfter}`);
  };

  async function write<T>(perform: () => Promise<T>): Promise<T> {
    if (hasCrashed) refuse();
    written += 1;
    const isLast = written >= crashAfter;
    // Decided before the write ends: what was called later in the same group must not be written.
    if (isLast) hasCrashed = true;
    if (!isLast) return perform();
    await perform();
    onCrash?.();
    return refuse();
  }

  async function read<T>(perform: () => Promise<T>): Promise<T> {
    if (hasCrashed) refuse();
    const result = await perform();
    if (hasCrashed) refuse();
    return result;
  }

  return {
    kind: store.kind,
    get written() {
      return written;
    },
    get hasCrashed() {
      return hasCrashed;
    },
    collection<D extends Document>(schema: CollectionSchema<D>): Collection<D> {
      const inner = store.collection(schema);
      return {
        insert: (document) => write(() => inner.insert(document)),
        update: (id, change) => write(() => inner.update(id, change)),
        increase: (id, field) => write(() => inner.increase(id, field)),
        upsert: (document) => write(() => inner.upsert(document)),
        remove: (id) => write(() => inner.remove(id)),
        removeWhere: (where, limit) => write(() => inner.removeWhere(where, limit)),
        get: (id) => read(() => inner.get(id)),
        findOne: (where, select) => read(() => inner.findOne(where, select)),
        find: (query) => read(() => inner.find(query)),
        count: (where, limit) => read(() => inner.count(where, limit)),
      };
    },
    flush: () => read(() => store.flush()),
    size: () => read(() => store.size()),
    close: async () => undefined,
  };
}
