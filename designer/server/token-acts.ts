import type { ApiToken, NewToken } from './access-shapes.ts';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';

/** Makes a token; its text is in this answer and nowhere else. */
export async function makeToken(wanted: NewToken): Promise<{ token: string; about: ApiToken }> {
  const made = await reply(client.POST('/api/tokens', { body: wanted }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.tokens });
  return made;
}

export async function revokeToken(id: string): Promise<void> {
  await reply(client.DELETE('/api/tokens/{id}', { params: { path: { id } } }));
  await queryClient.invalidateQueries({ queryKey: queryKeys.tokens });
}
