import { randomUUID } from 'node:crypto';
import { countTogether } from '../compare-and-set-self-test.ts';
import { StartupError } from '../startup-error.ts';
import type { MongoConnection } from './connect.ts';
import { storeError } from './mongo-errors.ts';

/**
 * Lets 50 callers count one document up at the same time, over several connections and past the write groups, which would put them into a row. Rejects with StartupError
 * on a server that loses one of them: FerretDB v1 does.
 */
export async function checkAtomicity({ db, place }: MongoConnection): Promise<void> {
  // It need not outlive anything, so no journal is waited for.
  const counters = db.collection<{ _id: string; count: number }>('selfTest', { writeConcern: { w: 1 } });
  // Processes that start at the same time have a document each.
  const _id = `atomicity ${randomUUID()}`;
  const isLost = await attempt(async () => {
    await counters.insertOne({ _id, count: 0 });
    const fault = await countTogether({
      compareAndSet: async (count, next) => (await counters.updateOne({ _id, count }, { $set: { count: next } })).matchedCount === 1,
      read: async () => (await counters.findOne({ _id }))?.count ?? null,
    });
    await counters.deleteOne({ _id });
    return fault;
  }, place);
  if (isLost !== null)
    throw new StartupError(
      `the server at ${place} is not atomic (${isLost}), so runs could be lost or doubled on it; use MongoDB 6 or later`,
    );
}

async function attempt<T>(perform: () => Promise<T>, place: string): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    const fault = storeError(error, place);
    throw new StartupError(fault instanceof Error ? fault.message : String(fault), { cause: error });
  }
}
