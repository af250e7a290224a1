import { adminToken } from '../support/installation.ts';

export type Answer = {
  readonly status: number;
  readonly json: Record<string, unknown> & { readonly code?: string; readonly message?: string; readonly runId?: string };
  readonly headers: Headers;
};

/** One request, whatever its answer. */
export async function ask(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  return { status: answer.status, json: text.startsWith('{') ? (JSON.parse(text) as Answer['json']) : {}, headers: answer.headers };
}

/** A message to a flow of dev. */
export const send = (server: { readonly url: string }, path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask('POST', `${server.url}/in/dev/${path}`, body, headers);

/** The API as an admin. */
export const api = (server: { readonly url: string }, method: string, path: string, body?: unknown) =>
  ask(method, `${server.url}/api${path}`, body, { authorization: `Bearer ${adminToken}` });
