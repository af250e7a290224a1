import { type Detail, Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../store/store.ts';
import { defaultEnvironments, type Environment } from './environment.ts';
import type { EnvironmentBook, RemovedEnvironment } from './environment-book.ts';
import { inOrder, withEnvironment, withoutEnvironment, withRemoved } from './environment-list.ts';

/** All environments in one document: their order and number change by one compare-and-set. */
type ListDocument = {
  readonly id: string;
  readonly revision: number;
  /** JSON Environment[], in order. */
  readonly list: string;
  /** JSON RemovedEnvironment[] */
  readonly removed: string;
};

const listSchema: CollectionSchema<ListDocument> = { name: 'environments', fields: { revision: 'number', list: 'body', removed: 'body' } };
const id = 'all';

export type EnvironmentBookResources = {
  readonly store: Store;
  readonly audit: Pick<Audit, 'record'>;
  /** What stands in the way of removing an environment. Default: nothing. */
  readonly inTheWay?: (name: string) => Promise<readonly Detail[]>;
  /** Tells the other processes of a change. Default: there are none. */
  readonly tell?: () => void;
};

/** Loads them; a new installation gets dev, test and prod. */
export async function openEnvironmentBook({ store, audit, inTheWay, tell = () => {} }: EnvironmentBookResources): Promise<EnvironmentBook> {
  const documents = store.collection(listSchema);
  const listeners = new Set<() => void>();
  // What was read before a change must not be taken for news after it.
  const alone = oneAtATime();
  let revision = 0;
  let list: readonly Environment[] = [];
  let removed: readonly RemovedEnvironment[] = [];

  async function read(): Promise<ListDocument> {
    const stored = await documents.get(id);
    if (stored) return stored;
    const first = { id, revision: 1, list: JSON.stringify(defaultEnvironments), removed: '[]' };
    try {
      await documents.insert(first);
      return first;
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      return read();
    }
  }

  /** Whether it was news. */
  function takeOver(document: Omit<ListDocument, 'id'>): boolean {
    if (document.revision === revision) return false;
    revision = document.revision;
    list = JSON.parse(document.list) as Environment[];
    removed = JSON.parse(document.removed) as RemovedEnvironment[];
    for (const listener of listeners) listener();
    return true;
  }

  /** Makes the change to what is stored now, which another server may have changed a moment ago. */
  async function change(make: (before: readonly Environment[]) => readonly Environment[] | Promise<readonly Environment[]>): Promise<void> {
    for (;;) {
      const stored = await read();
      takeOver(stored);
      const made = await make(list);
      const next = { revision: stored.revision + 1, list: JSON.stringify(made), removed: JSON.stringify(withRemoved(removed, list, made)) };
      if (!(await documents.update(id, { where: { revision: stored.revision }, set: next }))) continue;
      takeOver(next);
      tell();
      return;
    }
  }

  function require(name: string, path = 'env'): Environment {
    const known = list.find((environment) => environment.name === name);
    if (known) return known;
    const names = list.map((environment) => environment.name).join(', ');
    throw new Refusal('NO_SUCH_ENVIRONMENT', `There is no environment "${name}".`, [{ path, message: `use one of: ${names}` }]);
  }
  const get = (name: string) => list.find((environment) => environment.name === name) ?? null;

  takeOver(await read());

  return {
    list: () => list,
    get,
    require,
    removed: () => removed,
    next(name) {
      const at = list.findIndex((environment) => environment.name === name);
      return at < 0 ? null : (list[at + 1] ?? null);
    },
    put: (name, settings, by) =>
      alone('list', async () => {
        let before: Environment | null = null;
        await change((now) => {
          before = now.find((environment) => environment.name === name) ?? null;
          return withEnvironment(now, name, settings);
        });
        const after = require(name);
        await audit.record({ by, act: before ? 'environment.changed' : 'environment.created', subject: name, env: name, before, after });
        return after;
      }),
    order: (names, by) =>
      alone('list', async () => {
        const before = list.map(({ name }) => name);
        await change((now) => inOrder(now, names));
        await audit.record({ by, act: 'environment.ordered', subject: names.join(', '), before, after: names });
        return list;
      }),
    remove: (name, by) =>
      alone('list', async () => {
        const before = require(name, 'path.name');
        await change(async (now) => {
          const rest = withoutEnvironment(now, name);
          const reasons = (await inTheWay?.(name)) ?? [];
          if (reasons.length > 0)
            throw new Refusal(
              'ENVIRONMENT_IN_USE',
              `The environment "${name}" stays: ${reasons.map(({ message }) => message).join('; ')}.`,
              reasons,
            );
          return rest;
        });
        await audit.record({ by, act: 'environment.removed', subject: name, env: name, before });
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reload: () => alone('list', async () => void takeOver(await read())),
  };
}
