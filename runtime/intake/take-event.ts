import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Events } from '../engine/waits/events.ts';
import { authenticate } from './authenticate.ts';
import { readBody } from './read-body.ts';
import { refuse, reply } from './replies.ts';

/** Bytes of an event's body: it tells that something happened, and is no document. */
const eventLimit = 1024 * 1024;
const eventPath = /^([a-z][a-z0-9-]{0,29})\/events\/([a-z0-9][a-z0-9.-]{0,59})$/;

/** The environment and name of `dev/events/po-confirmed`; null for any other path. */
export function eventOf(path: string): { readonly env: string; readonly name: string } | null {
  const [, env, name] = eventPath.exec(path) ?? [];
  return env === undefined || name === undefined ? null : { env, name };
}

/**
 * Takes `POST /in/{environment}/events/{name}?key=...&from=...`: an event for runs that wait. `from` is the connection of the sender, whose webhook secret
 * comes in `X-API-Key`.
 */
export async function takeEvent(
  request: IncomingMessage,
  response: ServerResponse,
  given: {
    readonly env: string;
    readonly name: string;
    readonly query: URLSearchParams;
    readonly send: Events['send'];
    readonly secretsOf: (env: string, connection: string) => readonly string[];
    readonly now: number;
  },
): Promise<void> {
  const { env, name, query } = given;
  const from = query.get('from') ?? '';
  const body = await readBody(request, eventLimit);
  if (body === null)
    return refuse(response, 'BODY_TOO_LARGE', `An event may have ${eventLimit} bytes. Send documents to a flow.`, { connection: 'close' });
  const door = { kind: 'api-key', header: 'X-API-Key', connection: from } as const;
  const verdict = authenticate(door, { headers: request.headers, body, now: given.now }, from === '' ? [] : given.secretsOf(env, from));
  if (!verdict.ok)
    return refuse(
      response,
      'NOT_AUTHENTICATED',
      from === '' ? 'Say who you are: add from= with the name of your connection, and its secret in X-API-Key.' : verdict.message,
    );
  const key = query.get('key')?.trim() ?? '';
  if (key === '' || key.length > 200)
    return refuse(response, 'INVALID_KEY', 'Add key= with what the event belongs to, such as an order number: 1 to 200 characters.');
  const idempotencyKey = request.headers['idempotency-key'];
  if (typeof idempotencyKey === 'string' && (idempotencyKey.trim() === '' || idempotencyKey.length > 255))
    return refuse(response, 'INVALID_KEY', 'Idempotency-Key must have 1 to 255 characters.');
  if (!isUtf8(body)) return refuse(response, 'BODY_NOT_TEXT', 'The body is not UTF-8. Send UTF-8.');
  const sent = await given.send({
    env,
    name,
    key,
    body: asJson(body.toString('utf8')),
    by: from,
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
  });
  reply(response, { kind: 'event', ...sent });
}

/** Text that is no JSON becomes a JSON string, so that every body can be handed to a step. */
function asJson(text: string): string {
  if (text.trim() === '') return 'null';
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
