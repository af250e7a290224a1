import { client, reply } from './client.ts';

/** Asks the system once, step by step. `path`: below the address; empty asks the address itself. */
export function testConnection(env: string, name: string, path: string) {
  const body = path === '' ? {} : { path };
  return reply(client.POST('/api/connections/{env}/{name}/test', { params: { path: { env, name } }, body }));
}

/** Where the browser goes for a person to sign in at the system. */
export function connectConnection(env: string, name: string) {
  return reply(client.POST('/api/connections/{env}/{name}/connect', { params: { path: { env, name } } }));
}
