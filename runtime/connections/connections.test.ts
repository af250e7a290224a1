import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const secret = 'sk-very-secret-4711';
const put = (name: string, body: unknown, env = 'dev') => api.call('PUT', `/api/connections/${env}/${name}`, body);
const erp = { system: 'erp', address: 'https://erp.example/api/', auth: { kind: 'bearer', secret } };

test('a secret goes in, works in memory, and never comes out', async () => {
  const made = await put('erp-main', erp);
  expect(made).toMatchObject({
    status: 200,
    body: {
      address: 'https://erp.example/api',
      auth: { kind: 'bearer', hasSecret: true },
      policy: {
        concurrency: 10,
        timeoutSeconds: 30,
        rate: null,
        retryBudget: { ratio: 0.2, minPerMinute: 30 },
        breaker: { failures: 10, windowSeconds: 30, openSeconds: 15 },
      },
      traffic: { state: 'closed', since: null, until: null, waiting: 0 },
    },
  });
  expect(api.core.connections.open('dev', 'erp-main')).toMatchObject({ auth: { kind: 'bearer', secret } });
  const everything = await Promise.all(
    ['/api/connections?env=dev', '/api/audit', '/metrics', '/openapi.json'].map((path) => api.call('GET', path)),
  );
  for (const answer of [made, ...everything]) expect(answer.text).not.toContain(secret);
});

test('a secret is not readable in the store, and needs the same key', async () => {
  await put('erp-main', erp);
  await api.store.flush();
  const bytes = ['crossdock.db', 'crossdock.db-wal'].map((file) => readFileSync(`${api.folder}/${file}`).toString('latin1')).join('');
  expect(bytes).toContain('erp.example');
  expect(bytes).not.toContain(secret);
});

test('a secret that is left out stays; one of another kind does not', async () => {
  await put('erp-main', erp);
  expect((await put('erp-main', { ...erp, address: 'https://erp.example/v2', auth: { kind: 'bearer' } })).status).toBe(200);
  expect(api.core.connections.open('dev', 'erp-main')).toMatchObject({ address: 'https://erp.example/v2', auth: { secret } });
  expect(await put('erp-main', { ...erp, auth: { kind: 'header', header: 'x-key' } })).toMatchObject({
    status: 400,
    body: { details: [{ path: 'body.auth.secret' }] },
  });
  expect(await put('new', { ...erp, auth: { kind: 'bearer' } })).toMatchObject({
    status: 400,
    body: { details: [{ path: 'body.auth.secret' }] },
  });
});

test.each(['https://evil.example/api', 'https://erp.example:8443/api', 'http://erp.example/api', 'https://erp.example.evil.example/api'])(
  'a stored secret is sent to no other host than it was given for: %s',
  async (address) => {
    await put('erp-main', erp);
    const moved = { ...erp, address };
    for (const auth of [{ kind: 'bearer' }, { kind: 'bearer', secret: { expiresAt: '2030-01-01T00:00:00Z' } }])
      expect(await put('erp-main', { ...moved, auth })).toMatchObject({
        status: 400,
        body: { details: [{ path: 'body.auth.secret', message: expect.stringContaining('again') }] },
      });
    expect((await put('erp-main', { ...moved, auth: { kind: 'bearer' }, isShell: true })).status).toBe(400);
    expect(api.core.connections.open('dev', 'erp-main')?.address).toBe('https://erp.example/api');
    expect((await put('erp-main', { ...moved, auth: { kind: 'bearer', secret } })).status).toBe(200);
  },
);

test('nor is a client secret asked for by another token address, or its tokens sent elsewhere', async () => {
  const auth = { kind: 'oauth2-client', tokenUrl: 'https://login.example/token', clientId: 'us' };
  const made = { ...erp, auth: { ...auth, secret } };
  await put('erp-main', made);
  const refused = { status: 400, body: { details: [{ path: 'body.auth.secret' }] } };
  expect(await put('erp-main', { ...made, auth: { ...auth, tokenUrl: 'https://evil.example/token' } })).toMatchObject(refused);
  expect(await put('erp-main', { ...made, address: 'https://evil.example', auth })).toMatchObject(refused);
  expect((await put('erp-main', { ...made, auth: { ...auth, tokenUrl: 'https://login.example/v2/token' } })).status).toBe(200);
});

test('a webhook secret stays, whatever the address says, because it is sent nowhere', async () => {
  const shop = (address: string, auth: object) => put('shop', { system: 'shopify', address, auth: { kind: 'webhook-secret', ...auth } });
  await shop('https://shop.example', { secret });
  expect((await shop('https://shop-2.example', {})).status).toBe(200);
});

test('during a rotation two webhook secrets are live, then one', async () => {
  const shop = (auth: object) =>
    put('shop', { system: 'shopify', address: 'https://shop.example', auth: { kind: 'webhook-secret', ...auth } });
  const live = () => (api.core.connections.open('dev', 'shop') as { auth: { secrets?: string[] } } | null)?.auth.secrets;
  await shop({ secret: 'one' });
  await shop({ secret: 'two', isRotation: true });
  expect(live()).toEqual(['two', 'one']);
  await shop({ secret: 'three', isRotation: true });
  expect(live()).toEqual(['three', 'two']);
  await shop({ secret: 'four' });
  expect(live()).toEqual(['four']);
});

test('environments have their own', async () => {
  await put('erp-main', erp);
  expect((await api.call('GET', '/api/connections?env=test')).body).toEqual({ items: [] });
  expect(api.core.connections.open('prod', 'erp-main')).toBeNull();
  expect(await put('erp-main', erp, 'moon')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_ENVIRONMENT' } });
});

test('connections are there again after a restart', async () => {
  await put('erp-main', erp);
  await api.close({ keepFolder: true });
  api = await openTestApi(api.folder);
  expect(api.core.connections.open('dev', 'erp-main')).toMatchObject({ auth: { kind: 'bearer', secret } });
});

test('a connection in use says by whom, and is not removed', async () => {
  await put('shop-main', { ...erp, auth: { kind: 'webhook-secret', secret } });
  await api.call('POST', '/api/flows', { name: 'orders', from: { flow: testFlow('orders', { connection: 'shop-main' }) } });
  await api.call('POST', '/api/flows/orders/versions', { deployTo: ['dev'] });
  expect((await api.call('GET', '/api/connections?env=dev')).body).toMatchObject({ items: [{ name: 'shop-main', usedBy: ['orders'] }] });
  expect(await api.call('DELETE', '/api/connections/dev/shop-main')).toMatchObject({ status: 409, body: { code: 'CONNECTION_IN_USE' } });
  await api.call('DELETE', '/api/flows/orders/deployments/dev');
  expect((await api.call('DELETE', '/api/connections/dev/shop-main')).status).toBe(204);
  expect(api.core.connections.open('dev', 'shop-main')).toBeNull();
});

test('a policy is checked field by field', async () => {
  const wrong = { concurrency: 0, rate: { count: 10, burst: 20 }, retryBudget: { ratio: 2 }, breaker: { failures: 0.5, patience: 1 } };
  const refused = await put('erp-main', { ...erp, policy: wrong });
  expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  const { details } = refused.body as { details: { path: string; message: string }[] };
  expect(details.map(({ path }) => path).sort()).toEqual([
    'body.policy.breaker.failures',
    'body.policy.breaker.patience',
    'body.policy.concurrency',
    'body.policy.rate.burst',
    'body.policy.retryBudget.ratio',
  ]);
  const policy = { rate: { count: 40, perSeconds: 60 }, breaker: null };
  expect((await put('erp-main', { ...erp, policy })).body).toMatchObject({
    policy: { concurrency: 10, rate: { count: 40, perSeconds: 60, burst: 1 }, breaker: null },
  });
});

test('a connection that was stored before its policy had these fields gets their defaults', async () => {
  await put('erp-main', erp);
  const documents = api.store.collection({
    name: 'connections',
    fields: {
      env: 'text',
      name: 'text',
      system: 'text',
      address: 'text',
      auth: 'body',
      policy: 'body',
      secrets: 'bytes',
      updatedAt: 'number',
    },
  } as never);
  await documents.update('dev/erp-main', { set: { policy: '{"concurrency":4,"timeoutSeconds":5}' } as never });
  await api.close({ keepFolder: true });
  api = await openTestApi(api.folder);
  expect(api.core.connections.open('dev', 'erp-main')?.policy).toMatchObject({
    concurrency: 4,
    timeoutSeconds: 5,
    rate: null,
    breaker: { failures: 10 },
  });
});

test('a person pauses and resumes a connection, and both are in the audit', async () => {
  await put('erp-main', erp);
  const act = (name: string, body?: unknown) => api.call('POST', `/api/connections/dev/${name}`, body);
  const until = new Date(api.clock.now() + 3_600_000).toISOString();
  expect(await act('erp-main/pause', { until, reason: 'stocktaking' })).toMatchObject({
    status: 200,
    body: { traffic: { state: 'paused', until, why: 'stocktaking', waiting: 0 } },
  });
  expect((await api.call('GET', '/api/connections?env=dev')).body).toMatchObject({ items: [{ traffic: { state: 'paused' } }] });
  expect(await act('erp-main/resume')).toMatchObject({ status: 200, body: { traffic: { state: 'closed' } } });
  const acts = ((await api.call('GET', '/api/audit?subject=dev/erp-main')).body as { items: { act: string; details: object }[] }).items;
  expect(acts.map(({ act: name }) => name)).toEqual(expect.arrayContaining(['connection.paused', 'connection.resumed']));
  expect(acts.find(({ act: name }) => name === 'connection.paused')?.details).toEqual({ until, reason: 'stocktaking' });
  expect(await act('erp-main/pause', { until: '2020-01-01T00:00:00Z' })).toMatchObject({
    status: 400,
    body: { details: [{ path: 'body.until' }] },
  });
  expect(await act('nothing/pause', {})).toMatchObject({ status: 404, body: { code: 'NO_SUCH_CONNECTION' } });
});

test('who saves what somebody else changed meanwhile is told by whom, and nothing is overwritten', async () => {
  const { updatedAt } = (await put('erp-main', erp)).body as { updatedAt: string };
  expect((await put('erp-main', { ...erp, address: 'https://new.example', updatedAt })).status).toBe(200);
  expect(await put('erp-main', { ...erp, address: 'https://late.example', updatedAt })).toMatchObject({
    status: 409,
    body: { code: 'STALE_CONNECTION', message: expect.stringContaining('changed "erp-main"') },
  });
  expect(api.core.connections.open('dev', 'erp-main')?.address).toBe('https://new.example');
});

test('a shell has no secret: it is shown so, and nothing can be signed with it', async () => {
  expect(await put('erp-main', { ...erp, auth: { kind: 'bearer' }, isShell: true }, 'test')).toMatchObject({
    status: 200,
    body: { auth: { hasSecret: false, secrets: { secret: { isSet: false } } } },
  });
  const { auth } = api.core.connections.open('test', 'erp-main') as { auth: { secret: string } };
  expect(() => auth.secret).toThrow('The connection has no token yet. Set it under Connections.');
});
