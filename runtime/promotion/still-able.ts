import { type Person, personOf, personSchema } from '../access/people/person.ts';
import { mayOf } from '../access/sessions.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Store } from '../store/store.ts';
import type { Approval, Policy } from './promotion.ts';
import { whoOf } from './who.ts';

export type ApprovalFor = { readonly env: string; readonly channels: readonly string[]; readonly role: Policy['role'] };

/** Why somebody who approved may not do so any more; null: they still may. Asked of the store, so that what was taken away counts at once. */
export type StillAble = (approval: Pick<Approval, 'byId' | 'by'>, of: ApprovalFor) => Promise<string | null>;

export function createStillAble({
  store,
  environments,
}: {
  readonly store: Store;
  readonly environments: Pick<EnvironmentBook, 'get'>;
}): StillAble {
  const people = store.collection(personSchema);
  return async ({ byId, by }, { env, channels, role }) => {
    // The API token and the commands on this machine are nobody's account.
    if (byId === 'installation') return null;
    const document = await people.get(byId);
    const person: Person | null = document && personOf(document);
    if (!person) return `The account of ${by} was removed, so this approval does not count.`;
    if (person.state === 'disabled') return `The account of ${by} is disabled, so this approval does not count.`;
    const may = mayOf(person.grants, (name) => environments.get(name)?.class ?? null);
    const isAble = whoOf({ user: person, grants: person.grants, may }).has(role, env, channels);
    return isAble ? null : `${by} no longer has the role ${role} in ${env}, so this approval does not count.`;
  };
}
