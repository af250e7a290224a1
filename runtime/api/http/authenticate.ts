import { parseCookie } from 'cookie';
import type { Request } from 'express';
import { isSame } from '../../access/secrets.ts';
import { nobody, type Session } from '../../access/sessions.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import type { Services } from '../services.ts';
import { fromOf } from './from.ts';
import { sessionCookie } from './session-cookie.ts';

/** Who asks, by token or session cookie. Throws the refusal where a route wants to know and nobody is there. */
export async function authenticate(request: Request, { permission }: Pick<Route, 'permission'>, services: Services): Promise<Session> {
  if (permission === 'public') return nobody;
  const session = await identify(request, services);
  if (session) return session;
  throw new Refusal(
    'SIGN_IN_REQUIRED',
    'Sign in first: with your account, by a link of `npx crossdock link`, or with an API token as "Authorization: Bearer ...".',
  );
}

async function identify(request: Request, services: Services): Promise<Session | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw new Refusal('WRONG_TOKEN', 'The Authorization header must read "Bearer", a space, and the API token.');
    return services.access.byBearer(token, fromOf(request).address);
  }
  const secret = parseCookie(cookie ?? '')[sessionCookie];
  if (!secret) return null;
  const session = await services.access.bySecret(secret);
  if (session && request.method !== 'GET' && request.method !== 'HEAD') requireCsrfToken(request, session);
  return session;
}

/** A cookie is sent by the browser whoever asks it to; the header only by our own pages. */
function requireCsrfToken(request: Request, session: Session): void {
  const token = request.get('x-csrf-token') ?? '';
  if (isSame(token, session.csrfToken)) return;
  throw new Refusal(
    'CSRF_TOKEN_MISSING',
    'A changing request of a session needs the header x-csrf-token with the `csrfToken` of GET /api/session. Reload the page.',
  );
}
