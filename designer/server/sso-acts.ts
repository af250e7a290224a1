import type { ChangedSsoProvider, SsoCheck } from './access-shapes.ts';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

/** Saves a provider, a new one too. A client secret left out stays as it was. */
export async function saveProvider(id: string, change: ChangedSsoProvider): Promise<void> {
  await reply(client.PUT('/api/sso/{id}', { params: { path: { id } }, body: change }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.sso });
}

export async function removeProvider(id: string): Promise<void> {
  await reply(client.DELETE('/api/sso/{id}', { params: { path: { id } } }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.sso });
}

/** Has the server ask the provider for its addresses and keys. */
export function tryProvider(id: string): Promise<SsoCheck> {
  return reply(client.POST('/api/sso/{id}/test', { params: { path: { id } } }));
}
