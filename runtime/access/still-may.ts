import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Store } from '../store/store.ts';
import { personOf, personSchema } from './people/person.ts';
import { type Permission, rowOf, type Subject } from './permissions.ts';
import { mayOf } from './sessions.ts';

/** Somebody who asked for something that happens later. `id` null: the API token, the commands on this machine, or Crossdock itself. */
export type Asker = { readonly id: string | null; readonly name: string };

/** Why somebody may not do any more what they asked for, as a sentence; null: they still may. Asked of the store, so that what was taken away counts at once. */
export type StillMay = (who: Asker, permission: Permission, subjects: readonly Subject[]) => Promise<string | null>;

export function createStillMay({
  store,
  environments,
}: {
  readonly store: Store;
  readonly environments: Pick<EnvironmentBook, 'get'>;
}): StillMay {
  const people = store.collection(personSchema);
  return async ({ id, name }, permission, subjects) => {
    if (id === null || id === 'installation') return null;
    const document = await people.get(id);
    if (!document) return `The account of ${name}, who asked for it, was removed.`;
    const person = personOf(document);
    if (person.state === 'disabled') return `The account of ${name}, who asked for it, is disabled.`;
    const may = mayOf(person.grants, (env) => environments.get(env)?.class ?? null);
    const refused = subjects.find((subject) => !may(permission, subject));
    if (!refused) return null;
    const env = refused.env === undefined ? '' : ` in ${refused.env}`;
    const channel = typeof refused.channel === 'string' && refused.channel !== '' ? ` of the channel ${refused.channel}` : '';
    return `${name}, who asked for it, may not ${rowOf(permission).words}${env}${channel} any more.`;
  };
}
