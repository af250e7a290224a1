import { stringifySetCookie } from 'cookie';
import type { RequestHandler, Response } from 'express';
import { sessionLifetime } from '../../access/create-access.ts';
import { statusOf } from '../openapi.ts';
import { type CallRoute, WithCookie } from '../route.ts';
import type { Services } from '../services.ts';
import { addressOf, authenticate, sessionCookie } from './authenticate.ts';
import { parseGiven } from './parse-given.ts';

/** Permissions for what any server may change: who asks this one must see what he did at another. */
const isOfChanges = /^(flows|connections|lookups|contracts)\./;

/** Runs one route: who asks, what was given, the handler, and the reply as its schema allows. */
export function callHandler(route: CallRoute, services: Services): RequestHandler {
  return async (request, response) => {
    const session = await authenticate(request, route.permission, services);
    const given = parseGiven(route, request) as { params: undefined; query: undefined; body: undefined };
    if (isOfChanges.test(route.permission)) await services.catchUp();
    const handled: unknown = await route.handle({ ...given, services, session, address: addressOf(request) });
    const value = handled instanceof WithCookie ? handled.value : handled;
    const reply = route.reply ? route.reply.parse(value) : undefined;
    if (handled instanceof WithCookie) setSessionCookie(response, handled.secret);
    response.status(statusOf(route));
    if (route.reply) response.json(reply);
    else response.end();
  };
}

/** Strict: no other site can make the browser send it. An empty secret removes the cookie. */
function setSessionCookie(response: Response, secret: string): void {
  const maxAge = secret === '' ? 0 : sessionLifetime / 1000;
  response.append(
    'set-cookie',
    stringifySetCookie({ name: sessionCookie, value: secret, httpOnly: true, sameSite: 'strict', path: '/', maxAge }),
  );
}
