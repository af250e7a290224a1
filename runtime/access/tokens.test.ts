import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import type { Grant } from './grants.ts';
import { looksLikeToken, newTokenText } from './tokens/token-text.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const day = 24 * 60 * 60_000;
const operator: Grant = { role: 'operator', envs: ['test'], channels: 'all' };

async function service(grants: readonly Grant[] = [operator]) {
  const made = await api.call('POST', '/api/people', { kind: 'service', login: 'erp-sync', name: 'ERP sync', grants });
  expect(made.body).toMatchObject({ link: null, person: { kind: 'service', state: 'active' } });
  return (made.body as { person: { id: string } }).person.id;
}

async function tokenOf(owner: string, more: Record<string, unknown> = {}) {
  const made = await api.call('POST', '/api/tokens', { name: 'Nightly', owner, ...more });
  expect(made.status).toBe(201);
  const { token, about } = made.body as { token: string; about: { id: string; expiresAt: string } };
  return { token, ...about, ask: (path: string) => api.call('GET', path, undefined, { authorization: `Bearer ${token}` }) };
}

describe('an API token', () => {
  test('is shown once, expires after 90 days, and is nowhere in the store', async () => {
    const { token, ask, expiresAt } = await tokenOf(await service());
    expect(token).toMatch(/^cdk_[\w-]{43}[0-9A-Za-z]{6}$/);
    expect(Date.parse(expiresAt) - api.clock.now()).toBe(90 * day);
    expect((await ask('/api/runs?env=test')).status).toBe(200);
    expect((await api.call('GET', '/api/tokens?of=everybody')).text).not.toContain(token);
    await api.store.flush();
    const { readFileSync } = await import('node:fs');
    const bytes = ['crossdock.db', 'crossdock.db-wal'].map((file) => readFileSync(`${api.folder}/${file}`).toString('latin1')).join('');
    expect(bytes).toContain(token.slice(0, 10));
    expect(bytes).not.toContain(token);
    api.clock.advance(90 * day);
    expect(await ask('/api/runs?env=test')).toMatchObject({
      status: 401,
      body: { code: 'WRONG_TOKEN', message: expect.stringContaining('expired') },
    });
  });

  test('lasts a year at most', async () => {
    const owner = await service();
    expect(await api.call('POST', '/api/tokens', { name: 'For ever', owner, days: 366 })).toMatchObject({
      status: 400,
      body: { details: [{ path: 'body.days' }] },
    });
  });

  test('says when it was used last, to the minute, and tells the audit of its first use', async () => {
    const { ask, id } = await tokenOf(await service());
    const lastUsed = async () => (await api.services.access.tokens.get(id))?.lastUsedAt ?? null;
    expect(await lastUsed()).toBeNull();
    await ask('/api/session');
    const first = await lastUsed();
    expect(first).toBe(api.clock.now());
    api.clock.advance(59_000);
    await ask('/api/session');
    expect(await lastUsed()).toBe(first);
    api.clock.advance(1_000);
    await ask('/api/session');
    expect(await lastUsed()).toBe(api.clock.now());
    const acts = (await api.services.audit.list({ act: 'token.' })).items.map(({ act }) => act);
    expect(acts).toEqual(['token.first-used', 'token.made']);
  });

  test('that was revoked is worth nothing from then on', async () => {
    const { ask, id } = await tokenOf(await service());
    expect((await ask('/api/session')).status).toBe(200);
    expect((await api.call('DELETE', `/api/tokens/${id}`)).status).toBe(204);
    expect(await ask('/api/session')).toMatchObject({
      status: 401,
      body: { code: 'WRONG_TOKEN', message: expect.stringContaining('revoked') },
    });
    expect((await api.call('DELETE', `/api/tokens/${id}`)).status).toBe(404);
  });

  test('makes no other tokens, signs nobody in, and has no password', async () => {
    const { token } = await tokenOf(await service([{ role: 'admin', envs: 'all', channels: 'all' }]));
    const call = (method: string, path: string, body: unknown) => api.call(method, path, body, { authorization: `Bearer ${token}` });
    expect(await call('POST', '/api/tokens', { name: 'Another' })).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect((await call('GET', '/api/session/sessions', undefined)).status).toBe(400);
    expect((await call('POST', '/api/session/password', { password: 'four mild herons sleep' })).status).toBe(400);
  });

  test('is not made in the name of another person', async () => {
    const made = await api.call('POST', '/api/people', { login: 'mara', name: 'Mara' });
    const { id } = (made.body as { person: { id: string } }).person;
    expect(await api.call('POST', '/api/tokens', { name: 'As Mara', owner: id })).toMatchObject({
      status: 400,
      body: { details: [{ path: 'body.owner' }] },
    });
  });

  test('of a removed account is worth nothing', async () => {
    const owner = await service();
    const { ask } = await tokenOf(owner);
    await api.call('DELETE', `/api/people/${owner}`);
    expect((await ask('/api/session')).status).toBe(401);
  });

  test('that may only invite makes nobody an admin', async () => {
    const owner = await service([{ role: 'admin', envs: 'all', channels: 'all' }]);
    const { token } = await tokenOf(owner, { permissions: ['people.invite'] });
    const ask = (path: string, body: object) => api.call('POST', path, body, { authorization: `Bearer ${token}` });
    const refused = { status: 403, body: { code: 'NOT_ALLOWED', missing: { permission: 'people.manage' } } };
    expect(await ask('/api/sign-in-links', { name: 'Mallory' })).toMatchObject(refused);
    expect(await ask('/api/people', { kind: 'person', login: 'mallory', name: 'Mallory', grants: [operator] })).toMatchObject(refused);
  });

  test('typed wrongly is not even looked for', () => {
    const token = newTokenText();
    expect(looksLikeToken(token)).toBe(true);
    const last = token.endsWith('0') ? '1' : '0';
    for (const wrong of [`${token.slice(0, -1)}${last}`, token.slice(0, -1), `x${token}`, token.replace('cdk_', 'cdx_')])
      expect(looksLikeToken(wrong)).toBe(false);
  });
});

test('only an admin of all environments lets a connection read what the server has, or sends it elsewhere', async () => {
  const owner = await service([{ role: 'analyst', envs: 'all', channels: 'all' }]);
  const { token } = await tokenOf(owner);
  const put = (more: object, headers?: Record<string, string>, address = 'https://erp.example.com') =>
    api.call('PUT', '/api/connections/dev/erp', { system: 'erp', address, auth: { kind: 'bearer', ...more } }, headers);
  const analyst = { authorization: `Bearer ${token}` };
  const refused = { status: 403, body: { missing: { permission: 'secrets.manage' } } };
  const place = { secret: { from: 'env:PROD_ERP' } };
  expect(await put(place, analyst)).toMatchObject(refused);
  expect((await put({ secret: 'their own' }, analyst)).status).toBe(200);
  expect(await put(place, analyst)).toMatchObject(refused);
  expect((await put(place)).status).toBe(200);
  expect((await put(place, analyst, 'https://erp.example.com/v2')).status).toBe(200);
  expect(await put(place, analyst, 'https://evil.example.com')).toMatchObject(refused);
  expect((await put({}, analyst, 'https://evil.example.com')).status).toBe(400);
});

describe('a service account', () => {
  test('acts in its own name, and does not sign in', async () => {
    const owner = await service();
    const { ask } = await tokenOf(owner);
    expect((await ask('/api/session')).body).toMatchObject({
      user: { name: 'ERP sync', kind: 'service' },
      csrfToken: '',
      mustWelcome: false,
    });
    expect((await api.call('POST', `/api/people/${owner}/links`)).status).toBe(400);
  });
});
