import type { Db } from 'mongodb';
import { type IndexPlan, isOurs } from './index-plan.ts';

/** Sees to the indexes of collections. */
export type Preparation = {
  add(collection: string, plans: readonly IndexPlan[]): void;
  /** Null when all are there. Rejects with the driver's error; the next call tries again. */
  done(): Promise<unknown> | null;
};

/** Creates indexes in the background as soon as a collection is named; reads and writes wait for `done`. */
export function preparation(db: Db): Preparation {
  const missing = new Map<string, readonly IndexPlan[]>();
  let underWay: Promise<unknown> | null = null;

  async function prepare(): Promise<void> {
    try {
      await Promise.all([...missing].map(([collection, plans]) => prepareOne(collection, plans)));
    } finally {
      underWay = null;
    }
  }

  async function prepareOne(collection: string, plans: readonly IndexPlan[]): Promise<void> {
    await createIndexes(db, collection, plans);
    missing.delete(collection);
  }

  function done(): Promise<unknown> | null {
    if (missing.size === 0) return null;
    underWay ??= prepare();
    return underWay;
  }

  return {
    add(collection, plans) {
      missing.set(collection, plans);
      // Whoever uses the collection hears of a fault.
      queueMicrotask(() => done()?.catch(() => {}));
    },
    done,
  };
}

/** Drops those of ours that are no longer declared; a unique one would refuse documents that are right. */
async function createIndexes(db: Db, collection: string, plans: readonly IndexPlan[]): Promise<void> {
  // An empty list is an error, and without a first write the collection does not exist.
  if (plans.length === 0) return;
  await db.command({ createIndexes: collection, indexes: plans });
  const declared = new Set(plans.map((plan) => plan.name));
  for (const { name } of await db.collection(collection).listIndexes().toArray())
    if (typeof name === 'string' && isOurs(name) && !declared.has(name)) await db.collection(collection).dropIndex(name);
}
