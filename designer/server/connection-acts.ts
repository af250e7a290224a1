import { client, reply } from './client.ts';

/** How a test of a connection went, step by step. */
export type ConnectionTest = {
  readonly ok: boolean;
  readonly ms: number;
  readonly steps: readonly { readonly title: string; readonly ok: boolean; readonly words: string }[];
  readonly remedy: string | null;
};

type Post = (path: string, given: object) => Promise<never>;
const post = client.POST as unknown as Post;

/** Asks the system once. `path`: below the address; empty asks the address itself. */
export async function testConnection(env: string, name: string, path: string): Promise<ConnectionTest> {
  const body = path === '' ? {} : { path };
  return reply(post('/api/connections/{env}/{name}/test', { params: { path: { env, name } }, body }));
}

/** Where the browser goes for a person to sign in at the system. */
export async function connectConnection(env: string, name: string): Promise<{ readonly url: string }> {
  return reply(post('/api/connections/{env}/{name}/connect', { params: { path: { env, name } } }));
}
