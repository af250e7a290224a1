import type { Cookie } from '../route.ts';

export const sessionCookie = 'crossdock_session';

/** Strict: no other site can make the browser send it. An empty secret removes the cookie. `maxAge` in seconds. */
export function cookieOfSession(secret: string, maxAge: number): Cookie {
  return { name: sessionCookie, value: secret, path: '/', sameSite: 'strict', maxAge: secret === '' ? 0 : maxAge };
}
