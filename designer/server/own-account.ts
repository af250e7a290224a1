import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

/** Changes one's own name and address. */
export async function saveOwnProfile(profile: { name: string; email: string | null }): Promise<void> {
  await reply(client.PUT('/api/session/profile', { body: profile }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.session, exact: true });
}

/** Sets one's own password; `current` is needed where there is one. All other sessions end. */
export async function setOwnPassword(change: { current?: string; password: string }): Promise<void> {
  await reply(client.POST('/api/session/password', { body: change }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.session, exact: true });
}

/** Ends one of one's own sessions, or all but this one. */
export async function endOwnSession(id: string | 'others'): Promise<void> {
  await (id === 'others'
    ? reply(client.DELETE('/api/session/sessions'))
    : reply(client.DELETE('/api/session/sessions/{id}', { params: { path: { id } } })));
  await queryClient.invalidateQueries({ queryKey: queryKeys.ownSessions });
}
