import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { rawRequest, statusOf } from '../support/raw-request.ts';

let installation: Installation;
let server: RunningServer;
const variables = { CROSSDOCK_DEMO: '0', CROSSDOCK_HOSTS: 'crossdock.example.com' };
beforeAll(async () => {
  installation = await newInstallation(variables);
  server = await installation.start();
});
afterAll(() => installation.remove());

const json = { 'content-type': 'application/json' };
const signIn = (token: string, to = server) =>
  fetch(`${to.url}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ token }) });

/** Signs in with a new link. */
async function signedIn(to = server): Promise<{ readonly cookie: string; readonly csrfToken: string; readonly setCookie: string }> {
  const { token } = await to.api.post<{ token: string }>('/sign-in-links', {});
  const answer = await signIn(token, to);
  const setCookie = answer.headers.get('set-cookie') ?? '';
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return { cookie: setCookie.split(';')[0] ?? '', csrfToken, setCookie };
}

describe('a session', () => {
  test('lies in a cookie that scripts cannot read and other sites cannot send', async () => {
    const { setCookie, cookie } = await signedIn();
    const attributes = setCookie.split(/;\s*/).slice(1);
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
    expect(attributes.filter((attribute) => attribute.startsWith('Domain'))).toEqual([]);
    expect(cookie).toMatch(/^crossdock_session=[\w-]{43}$/);
  });

  test('changes something only with its CSRF token; without or with another one nothing happens', async () => {
    const { cookie, csrfToken } = await signedIn();
    const create = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/flows`, { method: 'POST', headers: { ...json, cookie, ...headers }, body: '{"name":"From another site"}' });
    for (const headers of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': `${csrfToken}x` }, { 'x-csrf-token': 'null' }] as Record<
      string,
      string
    >[]) {
      const answer = await create(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'CSRF_TOKEN_MISSING' });
    }
    // What a form of another site can send at most.
    const form = await fetch(`${server.url}/api/flows`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body: '{"name":"x"}',
    });
    expect(form.status).toBe(403);
    expect(await server.api.get('/flows')).toEqual({ items: [] });
    expect((await create({ 'x-csrf-token': csrfToken })).status).toBe(201);
  });

  test('ends with its sign-out, in every window', async () => {
    const { cookie, csrfToken } = await signedIn();
    const ask = () => fetch(`${server.url}/api/session`, { headers: { cookie } });
    expect((await ask()).status).toBe(200);
    const out = await fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { cookie, 'x-csrf-token': csrfToken } });
    expect(out.headers.get('set-cookie')).toMatch(/^crossdock_session=;.*Max-Age=0/);
    expect((await ask()).status).toBe(401);
  });

  test('outlives the server', async () => {
    const { cookie } = await signedIn();
    await server.kill();
    server = await installation.start();
    expect((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status).toBe(200);
  });
});

describe('guessing', () => {
  /** A server of its own, because afterwards this address is locked out for a while. */
  async function ownServer(): Promise<RunningServer> {
    const own = await newInstallation(variables);
    onTestFinished(own.remove);
    return own.start();
  }

  test('sign-in links ends after ten: not even the right one is looked at, and the wait is told', async () => {
    const own = await ownServer();
    for (let i = 0; i < 10; i++) expect((await signIn(`guess-${i}`, own)).status).toBe(401);
    const answer = await signIn(new URL(own.signInLink).searchParams.get('token') ?? '', own);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', message: expect.stringMatching(/in \d+ seconds/) });
    // A script that guesses links does not lock out the automation.
    expect(await own.api.get('/flows')).toEqual({ items: [] });
  });

  test('the API token ends after ten, and does not keep people from signing in', async () => {
    const own = await ownServer();
    const ask = (token: string) => fetch(`${own.url}/api/flows`, { headers: { authorization: `Bearer ${token}` } });
    for (let i = 0; i < 10; i++) expect((await ask(`guess-${i}`)).status).toBe(401);
    expect((await ask(adminToken)).status).toBe(429);
    expect((await signIn(new URL(own.signInLink).searchParams.get('token') ?? '', own)).status).toBe(201);
  });
});

describe('a request by a name that is not ours, as DNS rebinding makes it,', () => {
  const ask = (host: string, path = '/api/session') =>
    rawRequest(server.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  test.each(['evil.example', 'localhost.evil.example', 'evil.example:80', 'xlocalhost', 'localhost@evil.example'])(
    'is refused: %s',
    async (host) => {
      for (const path of ['/api/session', '/healthz', '/metrics', '/openapi.json', '/']) {
        const answer = await ask(host, path);
        expect([path, statusOf(answer)]).toEqual([path, 421]);
        expect(answer).not.toContain('crossdock_');
      }
    },
  );

  test('is let in by our own names', async () => {
    for (const host of ['localhost', 'LOCALHOST:3000', '127.0.0.1:1', '[::1]', 'crossdock.example.com'])
      expect([host, statusOf(await ask(host))]).toEqual([host, 401]);
  });
});

describe('the rest of the door', () => {
  test('every path of the API wants to know who asks, and says so without an error inside', async () => {
    const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
    const paths = Object.entries(description.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })));
    const open: string[] = [];
    const signingIn =
      /^(get \/api\/sign-in|post \/api\/sign-in\/invitation|post \/api\/session|get \/api\/sso\/(callback|\{id\}\/(start|end))|get \/api\/oauth\/callback)$/;
    for (const { path, method } of paths) {
      if (!path.startsWith('/api') || signingIn.test(`${method} ${path}`)) continue;
      const answer = await fetch(`${server.url}${path.replaceAll(/\{\w+\}/g, 'x')}`, { method: method.toUpperCase(), headers: json });
      if (answer.status !== 401) open.push(`${method} ${path}: ${answer.status}`);
      else expect(await answer.json()).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    }
    expect(paths.length).toBeGreaterThan(30);
    expect(open).toEqual([]);
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../package.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/.git/config',
    '/%00',
    '/secret.key',
    '/data/secret.key',
  ])('files are the designer’s and no others: %s', async (path) => {
    const answer = await rawRequest(server.url, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBeGreaterThan(0);
    expect(answer).not.toMatch(/"packageManager"|root:.*:0:0|\[core\]/);
  });

  test('a body beyond 2 MB, nested without end, or polluting, is refused and takes nothing down', async () => {
    const post = (body: string) =>
      fetch(`${server.url}/api/flows`, { method: 'POST', headers: { ...json, authorization: `Bearer ${adminToken}` }, body });
    const large = await post(`{"name":"${'x'.repeat(2_200_000)}"}`);
    expect([large.status, ((await large.json()) as { code: string }).code]).toEqual([413, 'BODY_TOO_LARGE']);
    const deep = await post(`{"name":"deep","from":{"flow":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`);
    expect(deep.status).toBeGreaterThanOrEqual(400);
    expect(deep.status).toBeLessThan(500);
    const polluting = await post('{"name":"p","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(polluting.status).toBe(400);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
  });

  test('every answer carries the headers that keep a browser from being tricked', async () => {
    for (const path of ['/', '/api/session', '/healthz', '/nothing']) {
      const { headers } = await fetch(`${server.url}${path}`);
      expect([path, headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual([
        path,
        'nosniff',
        'DENY',
        'no-referrer',
      ]);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe/);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
