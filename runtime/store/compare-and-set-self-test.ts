import { type CollectionSchema, type Store, StoreUnavailable } from './store.ts';

type Counter = { readonly id: string; readonly count: number | null };
const schema: CollectionSchema<Counter> = { name: 'selfTest', fields: { count: 'number' } };
const callers = 50;

/**
 * Lets 50 callers count one document up by compare-and-set at the same time, each until it has won once. Throws StoreUnavailable when the document does not
 * say 50 in the end or a round had no winner: on such a store no promise holds (FerretDB v1 loses most of them).
 */
export async function compareAndSetSelfTest(store: Store): Promise<void> {
  const counters = store.collection(schema);
  const id = 'compare-and-set';
  await counters.upsert({ id, count: 0 });
  let waiting = callers;
  for (let round = 0; waiting > 0 && round < callers; round++) {
    const seen = round;
    const won = await Promise.all(
      Array.from({ length: waiting }, () => counters.update(id, { where: { count: seen }, set: { count: seen + 1 } })),
    );
    const winners = won.filter(Boolean).length;
    if (winners !== 1) throw notAtomic(`${winners} of ${waiting} callers won the same compare-and-set`);
    waiting -= 1;
  }
  const count = (await counters.get(id))?.count;
  if (count !== callers) throw notAtomic(`${callers} compare-and-sets left ${count}`);
}

const notAtomic = (found: string) =>
  new StoreUnavailable(`the store is not atomic (${found}); use SQLite, or MongoDB 6 or later as a replica set`);
