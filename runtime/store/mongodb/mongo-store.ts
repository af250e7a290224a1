import type { Collection, CollectionSchema, Document, Store } from '../store.ts';
import { StoreUnavailable } from '../store.ts';
import type { MongoConnection } from './connect.ts';
import { documentLayout } from './document-layout.ts';
import { indexPlans } from './index-plan.ts';
import { ownerField, partsOf } from './large-values.ts';
import { mongoCollection } from './mongo-collection.ts';
import { storeError } from './mongo-errors.ts';
import { preparation } from './preparation.ts';
import { writeGroup } from './write-group.ts';
import { writeIds } from './write-ids.ts';

/**
 * The store on a connection. A write that resolved is in the journals of a majority: what kills a server, or the lesser half of them, does not lose it.
 * Closing it closes the connection.
 */
export function mongoStore(connection: MongoConnection, { patience = 4_000 }: { readonly patience?: number } = {}): Store {
  const { db, place } = connection;
  const indexes = preparation(db);
  const nextId = writeIds();
  const group = writeGroup({ db, place, patience, prepared: indexes.done });
  const collections = new Map<string, unknown>();
  let isClosed = false;

  function checkOpen(): void {
    if (isClosed) throw new StoreUnavailable('the store is closed');
  }

  async function ask<T>(perform: (signal: AbortSignal) => Promise<T>): Promise<T> {
    checkOpen();
    const signal = AbortSignal.timeout(patience);
    const outage = await group.written();
    if (outage) throw outage;
    try {
      return await perform(signal);
    } catch (error) {
      throw storeError(error, place);
    }
  }

  return {
    kind: 'mongodb',
    collection<D extends Document>(schema: CollectionSchema<D>): Collection<D> {
      const known = collections.get(schema.name);
      if (known) return known as Collection<D>;
      const layout = documentLayout(schema);
      indexes.add(schema.name, indexPlans(schema, layout));
      const parts = partsOf(layout);
      if (parts !== null) indexes.add(parts, [{ name: `all.${ownerField}`, key: { [ownerField]: 1 } }]);
      const collection = mongoCollection(schema, { db, place, group, nextId, prepared: indexes.done, checkOpen });
      collections.set(schema.name, collection);
      return collection;
    },
    // The ping answers the question that is behind a flush when nothing was written: can it be?
    flush: () => ask(async (signal) => void (await db.command({ ping: 1 }, { signal }))),
    size: () =>
      ask(async (signal) => {
        const stats = await db.command({ dbStats: 1, freeStorage: 1 }, { signal });
        return { bytes: Number(stats.storageSize) + Number(stats.indexSize), freeBytes: Number(stats.totalFreeStorageSize ?? 0) };
      }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await group.close();
      await connection.close();
    },
  };
}
