import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { testClock } from '../clock/test-clock.ts';
import { openEgress } from '../egress/egress-rules.ts';
import { clientCertificate, clientKey, serverCertificate, serverKey, testAuthority } from '../engine/test/certificates.ts';

let api: TestApi;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await api.close();
});

async function listening(server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
  close(done: () => void): unknown;
}) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}
const aSystem = async (listener: RequestListener) => `http://127.0.0.1:${await listening(createServer(listener))}`;
const aServer = (status: number) => aSystem((_request, response) => response.writeHead(status, { connection: 'close' }).end('{}'));
const put = (auth: unknown, address = 'https://erp.example.com', policy: object = {}) =>
  api.call('PUT', '/api/connections/dev/erp', { system: 'erp', address, auth, policy });
type Check = { ok: boolean; remedy: string | null; steps: { title: string; ok: boolean; words: string }[] };
const check = async (body?: object) => (await api.call('POST', '/api/connections/dev/erp/test', body ?? {})).body as Check;
const shown = async () => ((await api.call('GET', '/api/connections?env=dev')).body as { items: Record<string, unknown>[] }).items[0];

describe('the test of a connection', () => {
  test('goes step by step to one answer, and is remembered', async () => {
    await put({ kind: 'header', header: 'X-Key', secret: 'the-key' }, await aServer(200));
    const found = await check({ path: '/health' });
    expect(found).toMatchObject({ ok: true, remedy: null });
    expect(found.steps.map(({ title }) => title)).toEqual(['Secrets', 'Name and rules', 'Connection', 'Answer']);
    expect(found.steps.at(-1)?.words).toBe('GET /health was answered with 200.');
    expect(await shown()).toMatchObject({ lastTest: { ok: true, by: 'API token', words: 'GET /health was answered with 200.' } });
  });

  test.each([
    [401, { kind: 'header', header: 'X-Key', secret: 'k' }, 'The server answered 401: the API key was not accepted.', 'Set the key anew'],
    [401, { kind: 'basic', user: 'u', secret: 'k' }, 'user and password were not accepted', 'Set the password anew'],
    [403, { kind: 'bearer', secret: 'k' }, 'does not allow GET /', 'the right to it'],
    [404, { kind: 'bearer', secret: 'k' }, 'has nothing to read at /', 'Test with a path that can be read'],
    [302, { kind: 'none' }, 'sends callers elsewhere', 'Give the address that it sends to'],
    [500, { kind: 'none' }, 'it was reached, and failed itself', 'ask whoever runs the system'],
  ])('an answer %i is put into words, with a remedy', async (status, auth, words, remedy) => {
    await put(auth, await aServer(status));
    const found = await check();
    expect(found.ok).toBe(false);
    expect(found.steps.at(-1)).toMatchObject({ title: 'Answer', ok: false, words: expect.stringContaining(words) });
    expect(found.remedy).toContain(remedy);
  });

  test('says at which step it ends: the name, the port, the certificate', async () => {
    await put({ kind: 'none' }, 'https://no-such-host.invalid');
    expect((await check()).steps.at(-1)).toMatchObject({ title: 'Name and rules', ok: false });
    const port = await listening(createTcp());
    await Promise.resolve(closers.pop()?.());
    await put({ kind: 'none' }, `http://127.0.0.1:${port}`);
    expect((await check()).steps.at(-1)).toMatchObject({
      title: 'Connection',
      ok: false,
      words: expect.stringContaining('nothing listens there'),
    });
    const https = createHttps({ cert: serverCertificate, key: serverKey }, (_request, response) =>
      response.writeHead(200, { connection: 'close' }).end('{}'),
    );
    const secure = `https://127.0.0.1:${await listening(https as unknown as Server)}`;
    await put({ kind: 'none' }, secure);
    expect((await check()).steps.at(-1)).toMatchObject({
      title: 'Encryption',
      ok: false,
      words: expect.stringContaining('is not trusted'),
    });
    await put({ kind: 'mtls', certificate: clientCertificate, ca: testAuthority, privateKey: clientKey }, secure);
    const found = await check();
    expect(found.ok).toBe(true);
    expect(found.steps.find(({ title }) => title === 'Encryption')?.words).toMatch(
      /^TLS 1\.3; the certificate of server\.example is valid until 21\d\d-/,
    );
  });

  test('of kinds that nothing calls yet goes as far as it can, and says so', async () => {
    const ssh = createTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    await put({ kind: 'ssh-key', user: 'edi', privateKey: 'a private key' }, `sftp://127.0.0.1:${await listening(ssh)}`);
    const sftp = await check();
    expect(sftp.steps.map(({ title, ok }) => [title, ok])).toEqual([
      ['Secrets', true],
      ['Name and rules', true],
      ['Connection', true],
      ['Sign-in', true],
    ]);
    expect(sftp.steps[2]?.words).toContain('SSH-2.0-OpenSSH_9.6');
    expect(sftp.steps[3]?.words).toContain('were not tried');
    const database = createTcp((socket) => socket.once('data', () => socket.end('N')));
    await put({ kind: 'database', user: 'app', secret: 'pw' }, `postgres://127.0.0.1:${await listening(database)}/orders`);
    expect((await check()).steps.at(-1)).toMatchObject({
      title: 'Encryption',
      ok: false,
      words: expect.stringContaining('does not encrypt'),
    });
  });

  test('a secret that cannot be read here is told, and nothing is called', async () => {
    await put({ kind: 'bearer', secret: { from: 'env:ERP_TOKEN' } });
    expect(await check()).toMatchObject({
      ok: false,
      steps: [{ title: 'Secrets', words: expect.stringContaining('env:ERP_TOKEN is not set') }],
    });
    expect(await shown()).toMatchObject({
      auth: { secrets: { secret: { from: 'env:ERP_TOKEN' } } },
      warnings: [{ code: 'SECRET_UNREADABLE' }],
    });
  });
});

describe('what needs a person', () => {
  test('who set a secret, when, and until when it is valid', async () => {
    const expiresAt = new Date(api.clock.now() + 40 * 86_400_000).toISOString();
    await put({ kind: 'bearer', secret: { value: 'the-token', expiresAt } });
    const set = { isSet: true, setBy: 'API token', setAt: new Date(api.clock.now()).toISOString(), from: null, expiresAt };
    expect(await shown()).toMatchObject({ auth: { secrets: { secret: set } }, expiresAt, warnings: [] });
    api.clock.advance(11 * 86_400_000);
    expect(await shown()).toMatchObject({ warnings: [{ code: 'EXPIRES_SOON', words: expect.stringContaining('in 29 days') }] });
    api.clock.advance(30 * 86_400_000);
    expect(await shown()).toMatchObject({ warnings: [{ code: 'EXPIRED' }] });
    // Prolonged without being entered again.
    await put({ kind: 'bearer', secret: { expiresAt: '2099-01-01T00:00:00.000Z' } });
    expect(await shown()).toMatchObject({ warnings: [], auth: { secrets: { secret: { setAt: set.setAt } } } });
    expect(api.core.connections.open('dev', 'erp')).toMatchObject({ auth: { secret: 'the-token' } });
  });

  test('a certificate and a JSON Web Token say themselves when they end', async () => {
    await put({ kind: 'mtls', certificate: clientCertificate, privateKey: clientKey }, 'https://erp.example.com');
    expect((await shown())?.expiresAt).toMatch(/^21\d\d-/);
    const payload = Buffer.from(JSON.stringify({ exp: 2_000_000_000 })).toString('base64url');
    await put({ kind: 'bearer', secret: `eyJhbGciOiJub25lIn0.${payload}.c2ln` });
    expect((await shown())?.expiresAt).toBe('2033-05-18T03:33:20.000Z');
  });

  test('maintenance shows while it is on, and before', async () => {
    const now = new Date(api.clock.now());
    const date = now.toISOString().slice(0, 10);
    const window = { title: 'Stocktaking', zone: 'UTC', date, from: '00:00', to: '24:00' };
    await put({ kind: 'none' }, 'https://erp.example.com', { maintenance: [window] });
    expect(await shown()).toMatchObject({ traffic: { state: 'maintenance', why: 'Stocktaking' }, nextMaintenance: null });
    const tomorrow = new Date(api.clock.now() + 86_400_000).toISOString().slice(0, 10);
    await put({ kind: 'none' }, 'https://erp.example.com', { maintenance: [{ ...window, date: tomorrow }] });
    expect(await shown()).toMatchObject({
      traffic: { state: 'closed' },
      nextMaintenance: { title: 'Stocktaking', from: `${tomorrow}T00:00:00.000Z` },
    });
  });
});

describe('where connections may lead', () => {
  beforeEach(async () => {
    await api.close();
    api = await openTestApi(undefined, testClock(), openEgress);
  });

  test.each(['http://127.0.0.1:8080', 'http://2130706433/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/', 'http://localhost/'])(
    '%s is refused where it is written, with the remedy',
    async (address) => {
      const refused = await put({ kind: 'none' }, address);
      expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', details: [{ path: 'body.address' }] } });
      expect((await put({ kind: 'none' }, address, { network: 'private' })).status).toBe(address.includes('169.254') ? 400 : 200);
    },
  );

  test('so is the address of tokens', async () => {
    const auth = { kind: 'oauth2-client', tokenUrl: 'http://10.0.0.9/token', clientId: 'c', secret: 's' };
    expect(await put(auth)).toMatchObject({ status: 400, body: { details: [{ path: 'body.auth.tokenUrl' }] } });
  });
});

describe('signing in at a system', () => {
  /** A provider with one client, which checks PKCE, and what it was asked. */
  async function aProvider() {
    const state = { challenge: '', redirect: '', asked: [] as URLSearchParams[] };
    const url = await aSystem(async (request, response) => {
      let body = '';
      for await (const part of request) body += String(part);
      const form = new URLSearchParams(body);
      state.asked.push(form);
      const { createHash } = await import('node:crypto');
      const isOurs =
        createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url') === state.challenge;
      const ok = form.get('code') === 'the-code' && isOurs && form.get('redirect_uri') === state.redirect;
      const answer = ok ? { access_token: 'access-of-ann', refresh_token: 'refresh-of-ann', expires_in: 3600 } : { error: 'invalid_grant' };
      response.writeHead(ok ? 200 : 400, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(answer));
    });
    return { ...state, state, url };
  }

  async function aBrowser() {
    const link = (await api.call('POST', '/api/sign-in-links', { name: 'Ann' })).body as { token: string };
    const answer = await api.call('POST', '/api/session', { token: link.token }, { authorization: '' });
    const session = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { csrfToken } = answer.body as { csrfToken: string };
    const go = (path: string, cookies: string[], method = 'GET') =>
      fetch(path.startsWith('http') ? path : `${api.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          cookie: cookies.join('; '),
          'x-csrf-token': csrfToken,
          ...(method === 'POST' && { 'content-type': 'application/json' }),
        },
      });
    return { session, go };
  }

  async function begun() {
    const provider = await aProvider();
    const auth = {
      kind: 'oauth2-code',
      authorizeUrl: `${provider.url}/authorize?tenant=7`,
      tokenUrl: `${provider.url}/token`,
      clientId: 'cd',
      scope: 'a b',
    };
    expect(await put(auth, 'https://api.example.com')).toMatchObject({
      status: 200,
      body: { authorized: null, warnings: [{ code: 'NOT_CONNECTED' }] },
    });
    const browser = await aBrowser();
    const { url } = (await (await browser.go('/api/connections/dev/erp/connect', [browser.session], 'POST')).json()) as { url: string };
    const there = await browser.go(url, [browser.session]);
    const cookie = (there.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const authorize = new URL(there.headers.get('location') ?? '');
    provider.state.challenge = authorize.searchParams.get('code_challenge') ?? '';
    provider.state.redirect = authorize.searchParams.get('redirect_uri') ?? '';
    return { provider, browser, url, there, cookie, authorize };
  }

  test('leads there with PKCE and a state, and back to a connection that works; nobody sees a token', async () => {
    const { there, authorize, browser, cookie, provider } = await begun();
    expect(there.status).toBe(303);
    expect(there.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax|SameSite=Lax.*HttpOnly|HttpOnly.*SameSite=Lax/i);
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      tenant: '7',
      response_type: 'code',
      client_id: 'cd',
      scope: 'a b',
      code_challenge_method: 'S256',
    });
    expect(authorize.searchParams.get('redirect_uri')).toBe(`${api.url}/oauth/callback`);
    const state = authorize.searchParams.get('state');
    // The session's own cookie does not come along: another site leads here.
    const back = await browser.go(`/oauth/callback?code=the-code&state=${state}`, [cookie]);
    expect(back.headers.get('location')).toBe('/connections/erp?env=dev&connected=1');
    expect(provider.state.asked[0]?.get('grant_type')).toBe('authorization_code');
    expect(await shown()).toMatchObject({ authorized: { by: 'Ann' }, warnings: [] });
    expect(await api.core.tokens.of(api.core.connections.open('dev', 'erp') as never).get()).toBe('access-of-ann');
    for (const path of ['/api/connections?env=dev', '/api/audit', '/metrics'])
      expect((await api.call('GET', path)).text).not.toMatch(/access-of-ann|refresh-of-ann/);
    const again = await browser.go(`/oauth/callback?code=the-code&state=${state}`, [cookie]);
    expect(again.headers.get('location')).toContain('connectFailed=STATE_EXPIRED');
  });

  test('what somebody signed in for is sent to no other host', async () => {
    const { authorize, browser, cookie } = await begun();
    await browser.go(`/oauth/callback?code=the-code&state=${authorize.searchParams.get('state')}`, [cookie]);
    const { secret: _, ...auth } = { secret: '', ...api.core.connections.open('dev', 'erp')?.auth };
    const moved = await put(auth, 'https://evil.example.com');
    expect(moved).toMatchObject({ status: 200, body: { authorized: null, warnings: [{ code: 'NOT_CONNECTED' }] } });
    await expect(api.core.tokens.of(api.core.connections.open('dev', 'erp') as never).get()).rejects.toThrow('is not connected');
  });

  test('is finished only by the browser that began it, and begun only by its session', async () => {
    const { authorize, browser, url } = await begun();
    const state = authorize.searchParams.get('state');
    const stranger = await browser.go(`/oauth/callback?code=the-code&state=${state}`, []);
    expect(stranger.headers.get('location')).toContain('connectFailed=STATE_UNKNOWN');
    const other = await aBrowser();
    expect((await other.go(url, [other.session])).headers.get('location')).toContain('connectFailed=STATE_EXPIRED');
    expect((await browser.go(url, [])).status).toBe(401);
    expect(await shown()).toMatchObject({ authorized: null });
  });

  test('a system that does not allow it, or refuses the code, is told in words', async () => {
    const denied = await begun();
    const state = denied.authorize.searchParams.get('state');
    const back = await denied.browser.go(`/oauth/callback?error=access_denied&state=${state}`, [denied.cookie]);
    expect(back.headers.get('location')).toContain('connectFailed=NOT_GRANTED');
    const wrong = await begun();
    const refused = await wrong.browser.go(`/oauth/callback?code=other&state=${wrong.authorize.searchParams.get('state')}`, [wrong.cookie]);
    expect(refused.headers.get('location')).toMatch(/connectFailed=CODE_REFUSED&why=.*invalid_grant/);
  });

  test('a token of the API begins nothing: a person has to', async () => {
    await begun();
    expect(await api.call('POST', '/api/connections/dev/erp/connect')).toMatchObject({ status: 403 });
    await put({ kind: 'none' });
    const browser = await aBrowser();
    expect((await browser.go('/api/connections/dev/erp/connect', [browser.session], 'POST')).status).toBe(400);
  });
});

test('the audit says what changed, and of secrets only that they did', async () => {
  await put({ kind: 'basic', user: 'ann', secret: 'canary-password-1' });
  await put({ kind: 'basic', user: 'bob', secret: 'canary-password-2' });
  const answer = await api.call('GET', '/api/audit?subject=dev/erp');
  expect(answer.text).not.toContain('canary');
  const [line] = (answer.body as { items: { before: object; after: object; details: object }[] }).items;
  expect(line).toMatchObject({ before: { auth: { user: 'ann' } }, after: { auth: { user: 'bob' } }, details: { newSecrets: ['secret'] } });
});

test('every act of an environment is found in the audit by that environment', async () => {
  await put({ kind: 'none' });
  expect((await api.call('POST', '/api/connections/dev/erp/pause', { reason: 'stocktaking' })).status).toBe(200);
  expect((await api.call('DELETE', '/api/connections/dev/erp')).status).toBe(204);
  const acts = async (env: string) =>
    ((await api.call('GET', `/api/audit?env=${env}&subject=dev/erp`)).body as { items: { act: string }[] }).items.map(({ act }) => act);
  expect(await acts('dev')).toEqual(['connection.removed', 'connection.paused', 'connection.created']);
  expect(await acts('prod')).toEqual([]);
});

test.each(['https://ann:hunter2@erp.example.com', 'https://token@erp.example.com/api'])(
  'user and password have no place in an address, where everybody reads them: %s',
  async (address) => {
    const refused = { status: 400, body: { details: [{ message: expect.stringContaining('credentials') }] } };
    expect(await put({ kind: 'none' }, address)).toMatchObject(refused);
    const auth = { kind: 'oauth2-client', tokenUrl: address, clientId: 'c', secret: 's' };
    expect(await put(auth)).toMatchObject(refused);
  },
);
