import { afterEach } from 'vitest';
import type { Collection, Store } from '../store.ts';
import { type Run, runs, type Step, type StoreFactory, steps } from './sample-collections.ts';

export type OpenedStore = {
  store: Store;
  runs: Collection<Run>;
  steps: Collection<Step>;
  readonly place: string;
  reopen(): Promise<void>;
};

/** Opens fresh stores for the tests of one `describe` and removes them after each test. */
export function freshStores(factory: StoreFactory): () => Promise<OpenedStore> {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const remove of opened.splice(0)) await remove();
  });
  return async () => {
    const created = await factory.create();
    opened.push(created.remove);
    const own: OpenedStore = {
      store: created.store,
      runs: created.store.collection(runs),
      steps: created.store.collection(steps),
      place: created.place,
      async reopen() {
        own.store = await created.reopen();
        own.runs = own.store.collection(runs);
        own.steps = own.store.collection(steps);
      },
    };
    return own;
  };
}
