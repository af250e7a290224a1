import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../../store/store.ts';

type TurnDocument = { readonly id: string; readonly holder: string; readonly until: number };
const turnSchema: CollectionSchema<TurnDocument> = { name: 'turns', fields: { holder: 'text', until: 'number' } };

/** Who holds a turn for longer has died with it. Milliseconds. */
const longest = 10_000;
/** Between two looks whether the turn is free. Milliseconds of real time. */
const pause = 20;

/** Lets work that concerns several documents be done by one server at a time. For what people do now and then, not for orders. */
export function createTurn({
  store,
  clock,
  name,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly name: string;
}): <T>(work: () => Promise<T>) => Promise<T> {
  const turns = store.collection(turnSchema);

  async function take(holder: string): Promise<boolean> {
    const now = clock.now();
    const set = { holder, until: now + longest };
    if (await turns.update(name, { where: { until: { lte: now } }, set })) return true;
    if (await turns.get(name)) return false;
    try {
      await turns.insert({ id: name, ...set });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKey) return false;
      throw error;
    }
  }

  return async (work) => {
    const holder = randomUUID();
    while (!(await take(holder))) await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return await work();
    } finally {
      await turns.update(name, { where: { holder }, set: { until: 0 } });
    }
  };
}
