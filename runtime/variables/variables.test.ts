import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openVariableBook } from './open-variable-book.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const put = (name: string, body: object, env = 'dev') => api.call('PUT', `/api/variables/${env}/${name}`, body);
const list = async (env = 'dev') => ((await api.call('GET', `/api/variables?env=${env}`)).body as { items: { name: string }[] }).items;
const site = { type: 'text', value: 'DC1', purpose: 'Where orders ship from', why: 'first' };

test('a variable has a type, a purpose, who changed it and why; each environment has its own', async () => {
  expect(await put('site', site)).toMatchObject({
    status: 200,
    body: { env: 'dev', name: 'site', type: 'text', value: 'DC1', revision: 1, updatedBy: 'API token', why: 'first', usedBy: [] },
  });
  await put('site', { ...site, value: 'DC9' }, 'prod');
  expect(await list()).toMatchObject([{ name: 'site', value: 'DC1' }]);
  expect(await list('prod')).toMatchObject([{ value: 'DC9' }]);
  expect(await list('test')).toEqual([]);
});

test.each([
  ['text', 5, 'is not text'],
  ['number', '5', 'is not a number'],
  ['boolean', 'true', 'is not true or false'],
  ['duration', -1, 'is not a number of seconds, 0 or more'],
  ['duration', '15 min', 'is not a number of seconds'],
  ['json', 'x'.repeat(17_000), 'has more than 16384 bytes; keep long lists in a lookup'],
])('a %s refuses %j', async (type, value, message) => {
  expect(await put('limit', { type, value })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST', details: [{ path: 'body.value', message: expect.stringContaining(message) }] },
  });
  expect(await list()).toEqual([]);
});

test.each(['1st', 'ship-from', 'a b', '__proto__', 'x'.repeat(61)])('%j is no name', async (name) => {
  expect((await put(encodeURIComponent(name), site)).status).toBe(400);
});

test('who changes what somebody else changed meanwhile is told, and nothing is lost', async () => {
  await put('site', site);
  expect((await put('site', { ...site, value: 'DC2', revision: 1 })).status).toBe(200);
  expect(await put('site', { ...site, value: 'DC3', revision: 1 })).toMatchObject({ status: 409, body: { code: 'STALE_VARIABLE' } });
  expect(await put('other', { ...site, revision: 3 })).toMatchObject({ status: 409 });
  expect(await list()).toMatchObject([{ name: 'site', value: 'DC2', revision: 2 }]);
});

test('each change is on the record with before and after', async () => {
  await put('site', site);
  await put('site', { ...site, value: 'DC2', why: 'DC1 closes' });
  await api.call('DELETE', '/api/variables/dev/site');
  const { items } = (await api.call('GET', '/api/audit?subject=dev/site')).body as { items: object[] };
  expect(items).toMatchObject([
    { act: 'variable.removed', env: 'dev', before: { value: 'DC2' }, after: null },
    { act: 'variable.changed', before: { value: 'DC1' }, after: { value: 'DC2' }, why: 'DC1 closes' },
    { act: 'variable.created', before: null, after: { value: 'DC1' } },
  ]);
});

describe('a flow that reads a variable', () => {
  const reading = (id: string) => {
    const flow = testFlow(id);
    return { ...flow, settings: { correlationId: '{{ vars.site + item.id }}' } };
  };
  const publish = (deployTo: string[]) => api.call('POST', '/api/flows/orders/versions', { note: 'first', deployTo });
  beforeEach(() => api.call('PUT', '/api/flows/orders', { flow: reading('orders') }));

  test('is wrong while no environment has it, and cannot run in one that lacks it', async () => {
    expect(await publish([])).toMatchObject({ status: 422, body: { code: 'FLOW_HAS_ERRORS' } });
    await put('site', site, 'test');
    expect(await publish(['dev'])).toMatchObject({
      status: 422,
      body: {
        message: 'It cannot run in dev: dev has no variable "site". Create it under Variables.',
        details: [{ path: 'settings.correlationId', message: 'reads the variable "site", which dev does not have' }],
      },
    });
    await put('site', site);
    expect((await publish(['dev'])).status).toBe(201);
  });

  test('keeps it from being removed while it runs there', async () => {
    await put('site', site);
    await publish(['dev']);
    expect(await list()).toMatchObject([{ usedBy: [{ flow: 'orders', isLive: true }] }]);
    expect(await api.call('DELETE', '/api/variables/dev/site')).toMatchObject({ status: 409, body: { code: 'VARIABLE_IN_USE' } });
    await api.call('DELETE', '/api/flows/orders/deployments/dev');
    expect(await list()).toMatchObject([{ usedBy: [{ flow: 'orders', isLive: false }] }]);
    expect((await api.call('DELETE', '/api/variables/dev/site')).status).toBe(204);
    expect(await api.call('DELETE', '/api/variables/dev/site')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_VARIABLE' } });
  });
});

describe('the book', () => {
  const change = (value: string) => ({ type: 'text' as const, value, purpose: '' });
  const ada = { by: 'Ada', why: '' };
  const open = () => openVariableBook({ store: api.store, clock: api.clock, audit: api.core.audit });

  test('changes several at once, or none of them', async () => {
    const book = await open();
    await book.put('dev', 'old', change('x'), ada);
    await expect(book.putAll('dev', { site: change('DC1'), old: null, 'no name': change('x') }, ada)).rejects.toThrow(
      '"no name" is no name',
    );
    expect(book.values('dev')).toEqual({ old: 'x' });
    await book.putAll('dev', { site: change('DC1'), old: null }, ada);
    expect(book.values('dev')).toEqual({ site: 'DC1' });
  });

  test('takes no change from under another process', async () => {
    const [here, there] = [await open(), await open()];
    await Promise.all([here.put('dev', 'a', change('1'), ada), there.put('dev', 'b', change('2'), ada)]);
    await here.reload();
    expect(here.values('dev')).toEqual({ a: '1', b: '2' });
  });

  test('gives programs what they name, nothing else', async () => {
    const book = await open();
    await book.putAll('dev', { site: change('DC1'), secretive: change('x') }, ada);
    expect(book.pin('dev', ['site', 'constructor', 'none'])).toEqual({ site: 'DC1' });
    expect(book.pin('dev', ['*'])).toEqual({ site: 'DC1', secretive: 'x' });
    expect(book.pin('prod', ['*'])).toEqual({});
  });
});
