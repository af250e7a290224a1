import { openTestApi, type TestApi } from '@crossdock/runtime/api/test-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Child, startChild } from '../support/child.ts';
import { freePort } from '../support/free-port.ts';
import { oidcBrowser } from '../support/oidc-browser.ts';
import type { OidcProviderSettings } from '../support/oidc-provider.ts';

// Single sign-on against a real provider in a process of its own.

let api: TestApi;
let provider: Child;
let issuer: string;
let back: string;

const analyst = { role: 'analyst', envs: 'all', channels: 'all' };
const approver = { role: 'approver', envs: ['prod'], channels: 'all' };
const settings = () => ({
  title: 'Company',
  issuer,
  clientId: 'crossdock',
  clientSecret: 'secret-of-the-client',
  groups: [
    { group: 'integration', grants: [analyst] },
    { group: 'release', grants: [approver] },
  ],
});

beforeAll(async () => {
  api = await openTestApi();
  back = `${api.url}/api/sso/callback`;
  const port = await freePort();
  issuer = `http://localhost:${port}`;
  const users: OidcProviderSettings['users'] = {
    mara: { name: 'Mara Lind', email: 'mara@example.com', groups: ['integration', 'release', 'chess'] },
    oda: { name: 'Oda Berg', email: 'oda@example.com', groups: ['integration'] },
    kim: { name: 'Kim Vos', email: 'kim@example.com', groups: ['integration'] },
    guest: { name: 'Guest', email: 'guest@example.com', groups: ['chess'] },
    nobody: { name: 'No Groups', email: 'nobody@example.com', groups: [] },
  };
  const given: OidcProviderSettings = { port, redirectUri: back, afterSignOut: `${api.url}/sign-in`, users };
  provider = startChild('test/support/oidc-provider.ts', [], { OIDC_SETTINGS: JSON.stringify(given) });
  await new Promise<void>((resolve, reject) => {
    provider.process.stdout?.on('data', () => provider.written.out.includes('ready') && resolve());
    void provider.exit.then(() => reject(new Error(provider.written.err)));
  });
  for (const [id, more] of [
    ['company', {}],
    ['late', { clientId: 'crossdock-late' }],
    ['wrong-secret', { clientSecret: 'another secret' }],
  ] as const)
    expect((await api.call('PUT', `/api/sso/${id}`, { ...settings(), ...more })).status).toBe(200);
});
afterAll(async () => {
  provider?.process.kill('SIGKILL');
  await provider?.exit;
  await api?.close();
});

const from = (location: string | null) => new URL(location ?? '/none', api.url);
const failure = (response: Response) => from(response.headers.get('location')).searchParams.get('failed');

/** Begins at Crossdock; returns where the provider is asked, and the browser. */
async function begin(id = 'company', returnTo = '/runs') {
  const browser = oidcBrowser(back);
  const response = await browser.get(`${api.url}/api/sso/${id}/start?returnTo=${encodeURIComponent(returnTo)}`);
  return { browser, response, url: response.headers.get('location') ?? '' };
}

async function signIn(login: string, id = 'company') {
  const { browser, url } = await begin(id);
  const callback = await browser.signInAt(url, login);
  const response = await browser.get(callback);
  return { browser, callback, response };
}

async function sessionOf(browser: ReturnType<typeof oidcBrowser>) {
  const response = await browser.get(`${api.url}/api/session`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { user: Record<string, unknown> } };
}

const people = () => api.services.access.people.list();

test('a provider in an inner network is called only when that was said, and where nothing is denied', async () => {
  const strict = await openTestApi(undefined, undefined, { allow: [], deny: [], isPrivate: false });
  try {
    const put = (more: object) => strict.call('PUT', '/api/sso/company', { ...settings(), groups: [], ...more });
    const check = async () => (await strict.call('POST', '/api/sso/company/test')).body as { ok: boolean; words: string };
    expect((await put({})).body).toMatchObject({ network: 'public' });
    expect(await check()).toMatchObject({ ok: false, words: expect.stringContaining('network "private"') });
    expect((await put({ network: 'private' })).body).toMatchObject({ network: 'private' });
    expect(await check()).toMatchObject({ ok: true });
  } finally {
    await strict.close();
  }
});

describe('single sign-on', () => {
  test('signs in who belongs to a group, makes the account, and leads back to where it began', async () => {
    const { browser, response } = await signIn('mara');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/runs']);
    const session = await sessionOf(browser);
    expect(session.body).toMatchObject({
      user: { name: 'Mara Lind', login: 'mara', email: 'mara@example.com', sso: 'Company', hasPassword: false },
      grants: [analyst, approver],
      mustWelcome: false,
    });
    expect(await people()).toHaveLength(1);
    await signIn('mara');
    expect(await people()).toHaveLength(1);
    const acts = (await api.services.audit.list({ act: 'person.', limit: 10 })).items.map(({ act, by }) => [act, by]);
    expect(acts).toEqual(
      expect.arrayContaining([
        ['person.added', 'Company'],
        ['person.signed-in', 'Mara Lind'],
      ]),
    );
  });

  test('keeps its state in a cookie that scripts cannot read and only the way back carries; the session is strict', async () => {
    const { browser } = await signIn('mara');
    const [begun, forgotten, session] = browser.setCookies().filter((cookie) => cookie.startsWith('crossdock_'));
    expect(begun).toMatch(/^crossdock_sso=.*HttpOnly/i);
    expect(begun).toMatch(/SameSite=Lax/i);
    expect(begun).toMatch(/Path=\/api\/sso\/callback/i);
    expect(forgotten).toMatch(/^crossdock_sso=;.*Max-Age=0/i);
    expect(session).toMatch(/^crossdock_session=.*SameSite=Strict/i);
  });

  test('asks with PKCE, state and nonce, and never sends the secret by the browser', async () => {
    const { url } = await begin();
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'crossdock', redirect_uri: back });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(url).not.toContain('secret');
  });

  test('follows the groups at each sign-in', async () => {
    const { browser } = await signIn('oda');
    expect((await sessionOf(browser)).body).toMatchObject({ grants: [analyst] });
    const groups = [{ group: 'integration', grants: [{ role: 'viewer', envs: 'all', channels: 'all' }] }];
    await api.call('PUT', '/api/sso/company', { ...settings(), groups });
    expect((await sessionOf((await signIn('oda')).browser)).body).toMatchObject({ grants: [{ role: 'viewer' }] });
    // And in the session that was there before: what somebody may do is looked up anew.
    expect((await sessionOf(browser)).body).toMatchObject({ grants: [{ role: 'viewer' }] });
    await api.call('PUT', '/api/sso/company', settings());
    const oda = (await people()).find(({ login }) => login === 'oda');
    const refused = await api.call('PATCH', `/api/people/${oda?.id}`, { grants: [] });
    expect(refused).toMatchObject({ status: 400, body: { details: [{ path: 'body.grants' }] } });
  });

  test('is the only way in for its accounts: no password, no link', async () => {
    await signIn('oda');
    const oda = (await people()).find(({ login }) => login === 'oda');
    expect(await api.call('POST', `/api/people/${oda?.id}/links`)).toMatchObject({ status: 400 });
    await expect(api.services.access.people.setPassword(oda?.id ?? '', 'four mild herons sleep', 'the test')).rejects.toThrow(
      'single sign-on',
    );
  });

  test('takes no local account over that has the same login', async () => {
    await api.call('POST', '/api/people', { login: 'kim', name: 'Another Kim', grants: [{ role: 'admin', envs: 'all', channels: 'all' }] });
    expect((await sessionOf((await signIn('kim')).browser)).body).toMatchObject({ user: { login: 'kim-2' }, grants: [analyst] });
  });

  test('signs out at the provider as well', async () => {
    const browser = oidcBrowser(back);
    const url = new URL((await browser.get(`${api.url}/api/sso/company/end`)).headers.get('location') ?? '');
    expect([url.origin, url.searchParams.get('post_logout_redirect_uri')]).toEqual([issuer, `${api.url}/sign-in`]);
  });

  test('is tried out before it is used', async () => {
    expect((await api.call('POST', '/api/sso/company/test')).body).toMatchObject({
      ok: true,
      endpoints: expect.arrayContaining([`${issuer}/token`]),
    });
    await api.call('PUT', '/api/sso/nowhere', { ...settings(), issuer: 'http://localhost:1' });
    expect((await api.call('POST', '/api/sso/nowhere/test')).body).toMatchObject({
      ok: false,
      words: expect.stringContaining('http://localhost:1'),
    });
  });

  test('lies in the store without its secret', async () => {
    await api.store.flush();
    const { readFileSync } = await import('node:fs');
    const bytes = ['crossdock.db', 'crossdock.db-wal'].map((file) => readFileSync(`${api.folder}/${file}`).toString('latin1')).join('');
    expect(bytes).toContain('crossdock-late');
    expect(bytes).not.toContain('secret-of-the-client');
    expect((await api.call('GET', '/api/sso')).text).not.toContain('secret-of-the-client');
  });
});

describe('single sign-on lets nobody in', () => {
  /** Nobody was signed in, and the browser is shown why. */
  async function expectFailure(response: Response, browser: ReturnType<typeof oidcBrowser>, code: string) {
    expect([response.status, failure(response)]).toEqual([303, code]);
    expect(from(response.headers.get('location')).pathname).toBe('/sign-in');
    expect(browser.cookie('crossdock_session')).toBeUndefined();
    expect(browser.cookie('crossdock_sso')).toBeUndefined();
    const [line] = (await api.services.audit.list({ act: 'person.sign-in-failed', limit: 1 })).items;
    expect(line?.details).toMatchObject({ code });
  }

  test('with another nonce', async () => {
    const { browser, url } = await begin();
    const changed = new URL(url);
    changed.searchParams.set('nonce', 'n'.repeat(43));
    await expectFailure(await browser.get(await browser.signInAt(changed.href, 'mara')), browser, 'SSO_FAILED');
  });

  test('with another state', async () => {
    const { browser, url } = await begin();
    const callback = new URL(await browser.signInAt(url, 'mara'));
    callback.searchParams.set('state', 's'.repeat(43));
    await expectFailure(await browser.get(callback.href), browser, 'SSO_FAILED');
  });

  test('with another code challenge', async () => {
    const { browser, url } = await begin();
    const changed = new URL(url);
    changed.searchParams.set('code_challenge', 'c'.repeat(43));
    await expectFailure(await browser.get(await browser.signInAt(changed.href, 'mara')), browser, 'SSO_FAILED');
  });

  test('with the code of another issuer', async () => {
    const { browser, url } = await begin();
    const callback = new URL(await browser.signInAt(url, 'mara'));
    callback.searchParams.set('iss', 'https://evil.example');
    await expectFailure(await browser.get(callback.href), browser, 'SSO_FAILED');
  });

  test('with a code that was used before', async () => {
    const { browser, url } = await begin();
    const sealed = browser.cookie('crossdock_sso');
    const callback = await browser.signInAt(url, 'mara');
    expect((await browser.get(callback)).headers.get('location')).toBe('/runs');
    const again = await fetch(callback, { redirect: 'manual', headers: { cookie: `crossdock_sso=${sealed}` } });
    expect([again.status, failure(again)]).toEqual([303, 'SSO_FAILED']);
    expect(again.headers.getSetCookie().join()).not.toContain('crossdock_session');
  });

  test('in another browser than the one it began in', async () => {
    const { browser, url } = await begin();
    const callback = await browser.signInAt(url, 'mara');
    const other = oidcBrowser(back);
    await expectFailure(await other.get(callback), other, 'SSO_FAILED');
    const mixed = await fetch(callback, { redirect: 'manual', headers: { cookie: 'crossdock_sso=v1.1.xxxx.yyyy' } });
    expect(failure(mixed)).toBe('SSO_FAILED');
  });

  test('after ten minutes at the provider', async () => {
    const { browser, url } = await begin();
    const callback = await browser.signInAt(url, 'mara');
    api.clock.advance(10 * 60_000 + 1);
    await expectFailure(await browser.get(callback), browser, 'SSO_FAILED');
  });

  test('with an ID token that has expired', async () => {
    const { browser, response } = await signIn('mara', 'late');
    await expectFailure(response, browser, 'SSO_FAILED');
  });

  test('with a wrong client secret', async () => {
    const { browser, response } = await signIn('mara', 'wrong-secret');
    await expectFailure(response, browser, 'SSO_FAILED');
  });

  test('who refused at the provider', async () => {
    const { browser, url } = await begin();
    await expectFailure(await browser.get(await browser.signInAt(url, 'mara', 'refuse')), browser, 'SSO_FAILED');
  });

  test.each(['guest', 'nobody'])('of no known group: %s, and makes no account', async (login) => {
    const before = await people();
    const { browser, response } = await signIn(login);
    await expectFailure(response, browser, 'NO_GROUP');
    expect(from(response.headers.get('location')).searchParams.get('why')).toContain('none of your groups');
    expect(await people()).toEqual(before);
  });

  test('whose groups were taken away: what they gave is gone at once', async () => {
    const { browser } = await signIn('oda');
    await api.call('PUT', '/api/sso/company', { ...settings(), groups: [] });
    await expectFailure((await signIn('oda')).response, oidcBrowser(back), 'NO_GROUP');
    expect((await sessionOf(browser)).body).toMatchObject({ grants: [] });
    await api.call('PUT', '/api/sso/company', settings());
  });

  test('whose account is disabled', async () => {
    await signIn('oda');
    const oda = (await people()).find(({ login }) => login === 'oda');
    await api.call('PATCH', `/api/people/${oda?.id}`, { isDisabled: true });
    const { browser, response } = await signIn('oda');
    expect([response.status, failure(response)]).toEqual([303, 'ACCOUNT_DISABLED']);
    expect(browser.cookie('crossdock_session')).toBeUndefined();
  });

  test('by a provider that cannot be reached, is switched off, or is none', async () => {
    await api.call('PUT', '/api/sso/gone', { ...settings(), issuer: 'http://localhost:1' });
    expect(failure((await begin('gone')).response)).toBe('SSO_UNREACHABLE');
    await api.call('PUT', '/api/sso/off', { ...settings(), isEnabled: false });
    expect(failure((await begin('off')).response)).toBe('NO_SUCH_PROVIDER');
    expect(failure((await begin('none')).response)).toBe('NO_SUCH_PROVIDER');
  });

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'runs'])('to lead them elsewhere: %s', async (returnTo) => {
    expect((await begin('company', returnTo)).response.status).toBe(400);
  });

  test.each(['http://login.example.com', 'http://10.0.0.5', 'ftp://login.example.com', 'not an address'])(
    'by a provider without TLS: %s',
    async (unsafe) => {
      expect(await api.call('PUT', '/api/sso/unsafe', { ...settings(), issuer: unsafe })).toMatchObject({
        status: 400,
        body: { details: [{ path: 'body.issuer' }] },
      });
    },
  );
});
