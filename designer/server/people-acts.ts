import type { ChangedPerson, NewPerson, PersonAccount, SignInLink } from './access-shapes.ts';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

/** Makes an account; for a person with the link that invites them. */
export async function addAccount(account: NewPerson): Promise<{ person: PersonAccount; link: SignInLink | null }> {
  const made = await reply(client.POST('/api/people', { body: account }));
  await peopleChanged();
  return made;
}

export async function changeAccount(id: string, change: ChangedPerson): Promise<void> {
  await reply(client.PATCH('/api/people/{id}', { params: { path: { id } }, body: change }));
  await peopleChanged();
}

export async function removeAccount(id: string): Promise<void> {
  await reply(client.DELETE('/api/people/{id}', { params: { path: { id } } }));
  await peopleChanged();
}

/** A new one-time link for somebody; an older one no longer works. */
export function newLinkFor(id: string): Promise<SignInLink> {
  return reply(client.POST('/api/people/{id}/links', { params: { path: { id } } }));
}

/** Ends one session of somebody, or all of them. */
export async function endSessionOf(id: string, session: string | 'all'): Promise<void> {
  await (session === 'all'
    ? reply(client.DELETE('/api/people/{id}/sessions', { params: { path: { id } } }))
    : reply(client.DELETE('/api/people/{id}/sessions/{session}', { params: { path: { id, session } } })));
  await queryClient.invalidateQueries({ queryKey: queryKeys.personSessions(id) });
}

/** Also what oneself may do can have changed. */
async function peopleChanged(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.people }),
    queryClient.invalidateQueries({ queryKey: queryKeys.session, exact: true }),
  ]);
}
