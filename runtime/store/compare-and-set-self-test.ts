import { StartupError } from './startup-error.ts';
import type { CollectionSchema, Store } from './store.ts';

type Counter = { readonly id: string; readonly count: number | null };
const schema: CollectionSchema<Counter> = { name: 'selfTest', fields: { count: 'number' } };
const callers = 50;

/** Counts one document of the store up with `countTogether`. Rejects with StartupError when it loses one of the callers. */
export async function compareAndSetSelfTest(store: Store): Promise<void> {
  const counters = store.collection(schema);
  const id = 'compare-and-set';
  await counters.upsert({ id, count: 0 });
  const fault = await countTogether({
    compareAndSet: (count, next) => counters.update(id, { where: { count }, set: { count: next } }),
    read: async () => (await counters.get(id))?.count ?? null,
  });
  if (fault !== null) throw new StartupError(`the store is not atomic (${fault}), so runs could be lost or doubled on it`);
}

/**
 * Lets 50 callers count one number up by compare-and-set at the same time, each until it has won once. Resolves to what went wrong when the number is not
 * 50 in the end or a round had another number of winners than one; null when all is well. On a store that fails no promise holds.
 */
export async function countTogether({
  compareAndSet,
  read,
}: {
  readonly compareAndSet: (count: number, next: number) => Promise<boolean>;
  readonly read: () => Promise<number | null>;
}): Promise<string | null> {
  for (let round = 0; round < callers; round++) {
    const waiting = callers - round;
    const won = await Promise.all(Array.from({ length: waiting }, () => compareAndSet(round, round + 1)));
    const winners = won.filter(Boolean).length;
    if (winners !== 1) return `${winners} of ${waiting} callers won the same compare-and-set`;
  }
  const count = await read();
  return count === callers ? null : `${callers} compare-and-sets left ${count}`;
}
