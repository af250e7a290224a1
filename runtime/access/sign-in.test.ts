import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { linkLifetime } from './sign-in/links.ts';
import { usualLimits } from './sign-in/session-book.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const noToken = { authorization: '' };

/** A call without the API token; fetch leaves an empty header in, so it is deleted. */
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
}

async function signIn() {
  const token = await api.services.access.invite('Ada');
  const answer = await call('POST', '/api/session', { token });
  const cookie = answer.headers.get('set-cookie') ?? '';
  return { token, answer, setCookie: cookie, cookie: cookie.split(';')[0] ?? '', csrf: String(answer.body?.csrfToken) };
}

describe('one-time links', () => {
  test('a link signs in once', async () => {
    const { token, answer, setCookie, cookie } = await signIn();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ user: { name: 'Ada', login: 'ada', kind: 'person' }, mustWelcome: true, hasDemo: false });
    expect(setCookie).toMatch(/HttpOnly/i);
    expect(setCookie).toMatch(/SameSite=Strict/i);
    expect((await call('GET', '/api/session', undefined, { cookie })).body).toMatchObject({ user: { name: 'Ada' } });
    expect(await call('POST', '/api/session', { token })).toMatchObject({ status: 401, body: { code: 'LINK_USED' } });
  });

  test('of two who open the same link at once, one comes in', async () => {
    const token = await api.services.access.invite('Ada');
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/api/session', { token })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401, 401]);
  });

  test('a link is worth nothing after 15 minutes', async () => {
    const token = await api.services.access.invite('Ada');
    api.clock.advance(linkLifetime);
    expect(await call('POST', '/api/session', { token })).toMatchObject({ status: 401, body: { code: 'LINK_USED' } });
  });

  test('after ten wrong tokens not even the right one is looked at, for five minutes', async () => {
    const token = await api.services.access.invite('Ada');
    for (let i = 0; i < 10; i++) expect((await call('POST', '/api/session', { token: `wrong ${i}` })).status).toBe(401);
    const refused = await call('POST', '/api/session', { token });
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBe(300);
    api.clock.advance(5 * 60_000);
    expect((await call('POST', '/api/session', { token })).status).toBe(201);
  });

  test('neither links nor sessions can be read out of the store', async () => {
    const { token, cookie } = await signIn();
    await api.store.flush();
    const { readFileSync } = await import('node:fs');
    const bytes = ['crossdock.db', 'crossdock.db-wal'].map((file) => readFileSync(`${api.folder}/${file}`).toString('latin1')).join('');
    expect(bytes).toContain('Ada');
    expect(bytes).not.toContain(token);
    expect(bytes).not.toContain(cookie.split('=')[1]);
  });
});

describe('sessions', () => {
  test('a changing request needs the CSRF token, a reading one does not', async () => {
    const { cookie, csrf } = await signIn();
    const body = { name: 'Orders' };
    expect(await call('POST', '/api/flows', body, { cookie })).toMatchObject({ status: 403, body: { code: 'CSRF_TOKEN_MISSING' } });
    expect(await call('POST', '/api/flows', body, { cookie, 'x-csrf-token': 'wrong' })).toMatchObject({ status: 403 });
    expect((await call('POST', '/api/flows', body, { cookie, 'x-csrf-token': csrf })).status).toBe(201);
    expect((await call('GET', '/api/flows', undefined, { cookie })).status).toBe(200);
  });

  test("another session's CSRF token does not do", async () => {
    const [mine, theirs] = [await signIn(), await signIn()];
    expect((await call('POST', '/api/flows', { name: 'Orders' }, { cookie: mine.cookie, 'x-csrf-token': theirs.csrf })).status).toBe(403);
  });

  test('signing out ends the session', async () => {
    const { cookie, csrf } = await signIn();
    const out = await call('DELETE', '/api/session', undefined, { cookie, 'x-csrf-token': csrf });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect((await call('GET', '/api/session', undefined, { cookie })).status).toBe(401);
  });

  test('a session ends after twelve hours without use, and says why', async () => {
    const { cookie } = await signIn();
    const ask = () => call('GET', '/api/session', undefined, { cookie });
    for (let i = 0; i < 3; i += 1) {
      api.clock.advance(usualLimits.idleMs - 60_000);
      expect((await ask()).status).toBe(200);
    }
    api.clock.advance(usualLimits.idleMs);
    expect(await ask()).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED', message: expect.stringContaining('12 hours') } });
  });

  test('a session ends after thirty days however much it is used', async () => {
    const { cookie } = await signIn();
    const ask = () => call('GET', '/api/session', undefined, { cookie });
    for (let used = 0; used + usualLimits.idleMs / 2 < usualLimits.longestMs; used += usualLimits.idleMs / 2) {
      expect((await ask()).status).toBe(200);
      api.clock.advance(usualLimits.idleMs / 2);
    }
    api.clock.advance(usualLimits.idleMs / 2);
    expect(await ask()).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED', message: expect.stringContaining('30 days') } });
  });
});

describe('the API token', () => {
  test('every path but sign-in asks who it is', async () => {
    const { routes } = await import('../api/routes.ts');
    for (const route of routes.filter((entry) => entry.permission !== 'public')) {
      const method = route.method === 'EVENTS' ? 'GET' : route.method;
      const answer = await call(
        method,
        `/api${route.path.replaceAll(/:\w+/g, 'x')}`,
        method === 'GET' || method === 'DELETE' ? undefined : {},
      );
      expect([route.path, answer.status, answer.body?.code]).toEqual([route.path, 401, 'SIGN_IN_REQUIRED']);
    }
  });

  test('a wrong token, no token and another scheme are refused', async () => {
    for (const authorization of ['Bearer wrong', 'Bearer', 'Basic YTpi', noToken.authorization]) {
      const answer = await call('GET', '/api/flows', undefined, { authorization });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('it makes sign-in links', async () => {
    const made = await api.call('POST', '/api/sign-in-links', { name: 'Grace' });
    expect(made.status).toBe(201);
    const { token } = made.body as { token: string };
    expect((await call('POST', '/api/session', { token })).body).toMatchObject({ user: { name: 'Grace' } });
  });
});
