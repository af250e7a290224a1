import type { Cookie } from '../route.ts';

export const sessionCookie = 'crossdock_session';

export const deviceCookie = 'crossdock_device';

/** Sent with sign-ins only. `maxAge` in seconds. */
export function cookieOfDevice(note: string, maxAge: number): Cookie {
  return { name: deviceCookie, value: note, path: '/api/session', sameSite: 'strict', maxAge };
}

/** Strict: no other site can make the browser send it. An empty secret removes the cookie. `maxAge` in seconds. */
export function cookieOfSession(secret: string, maxAge: number): Cookie {
  return { name: sessionCookie, value: secret, path: '/', sameSite: 'strict', maxAge: secret === '' ? 0 : maxAge };
}
