import { stringifySetCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import { asCaller, type Caller } from '../../access/caller.ts';
import type { Subject } from '../../access/permissions.ts';
import type { Session } from '../../access/sessions.ts';
import { statusOf } from '../openapi.ts';
import { type CallRoute, type Cookie, SeeOther, WithCookie } from '../route.ts';
import type { Services } from '../services.ts';
import { authenticate } from './authenticate.ts';
import { authorize, refuseStrangers } from './authorize.ts';
import { fromOf } from './from.ts';
import { parseGiven } from './parse-given.ts';
import { cookieOfSession } from './session-cookie.ts';
import { type Visible, visibleTo } from './visible.ts';

/** Permissions for what any server may change: who asks this one must see what he did at another. */
const isOfChanges = /^(flows|connections|lookups|contracts)\./;
/** How often a page is asked for again to fill it with what may be seen. */
const maxRefills = 20;

/** Runs one route: who asks, what was given, whether it is allowed, the handler, and the reply as its schema allows. */
export function callHandler(route: CallRoute, services: Services): RequestHandler {
  return async (request, response) => {
    const session = await authenticate(request, route, services);
    await refuseStrangers(route, session, services);
    const given = parseGiven(route, request) as { params: undefined; query: undefined; body: undefined };
    if (isOfChanges.test(route.permission)) await services.catchUp();
    const subject = await authorize(route, given, session, services);
    const asker = { ...callerOf(session, request, response), env: subject?.env };
    const handled: unknown = await asCaller(asker, async () => {
      const visible = visibleTo(session, route, subject?.env, services);
      const asked = { services, session, visible, ...fromOf(request) };
      const answer = await listed(visible, given, (with_) => route.handle({ ...with_, ...asked }));
      // What is not found is not seen.
      if (route.permission === 'payloads.read') await services.recordView(viewOf(route, given, subject, session));
      return answer;
    });
    const setCookie = (cookie: Cookie) => appendCookie(response, cookie, request.secure);
    if (handled instanceof SeeOther) {
      handled.cookies.forEach(setCookie);
      response.redirect(303, handled.url);
      return;
    }
    const value = handled instanceof WithCookie ? handled.value : handled;
    const reply = route.reply ? route.reply.parse(value) : undefined;
    if (handled instanceof WithCookie) [cookieOfSession(handled.secret, handled.maxAge), ...handled.cookies].forEach(setCookie);
    response.status(statusOf(route));
    if (route.reply) response.json(reply);
    else response.end();
  };
}

type GivenPage = { readonly params: undefined; readonly query: undefined; readonly body: undefined };
type Listed = { readonly items: readonly unknown[]; readonly next?: string | null };

/** Leaves out of a list what may not be seen; a page is filled up from those behind it. */
async function listed(visible: Visible | null, given: GivenPage, handle: (given: GivenPage) => unknown): Promise<unknown> {
  const first = await handle(given);
  if (!visible || !isListed(first)) return first;
  const query = (given.query ?? {}) as { readonly limit?: number };
  const items = await visible(first.items);
  let next = first.next ?? null;
  for (let i = 0; i < maxRefills && next !== null && items.length < (query.limit ?? 0); i += 1) {
    const page = await handle({ ...given, query: { ...query, limit: (query.limit ?? 0) - items.length, after: next } as never });
    if (!isListed(page)) break;
    items.push(...(await visible(page.items)));
    next = page.next ?? null;
  }
  return { ...first, items, ...('next' in first && { next }) };
}

function isListed(value: unknown): value is Listed {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
}

function callerOf({ user }: Session, request: Request, response: Response): Caller {
  const id = user.kind === 'installation' ? null : user.id;
  return { id, name: user.name, kind: user.kind, address: fromOf(request).address, requestId: String(response.get('x-request-id') ?? '') };
}

function viewOf({ path }: CallRoute, given: { readonly params: unknown }, subject: Subject | null, { user }: Session) {
  const { id = path } = (given.params ?? {}) as { id?: string };
  return { by: user.name, subject: id, env: subject?.env, what: path };
}

/** `secure`: where the browser reached us by https, it sends the cookie by nothing else. */
function appendCookie(response: Response, cookie: Cookie, secure: boolean): void {
  response.append('set-cookie', stringifySetCookie({ ...cookie, httpOnly: true, secure }));
}
