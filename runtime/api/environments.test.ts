import { afterAll, beforeAll, expect, test } from 'vitest';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const call = (method: string, path: string, body?: unknown) => api.call(method, `/api${path}`, body);
type Shown = { name: string; title: string; position: number; workers: { kind: string; pid: number }[]; warnings: string[] };
const list = async () => ((await call('GET', '/environments')).body as { items: Shown[] }).items;
const names = async () => (await list()).map(({ name }) => name);

test('each is shown with its intake, its limits and the processes that serve it', async () => {
  expect(await list()).toMatchObject([
    {
      name: 'dev',
      title: 'Development',
      intake: '/in/dev',
      flows: 0,
      limits: { backlog: null, concurrency: null },
      workers: [{ kind: 'server', pid: process.pid, lanes: [] }],
      warnings: [],
    },
    { name: 'test' },
    { name: 'prod', class: 'prod', retention: { runDays: 400, payloadDays: 90 } },
  ]);
  expect((await call('GET', '/session')).body).toMatchObject({
    environments: [{ name: 'dev', title: 'Development', class: 'dev', position: 0 }, { name: 'test' }, { name: 'prod' }],
  });
});

test('one is made with what it is not told of as usual, changed, put elsewhere and removed', async () => {
  expect(await call('PUT', '/environments/staging', { title: 'Staging', class: 'test' })).toMatchObject({
    status: 200,
    body: { name: 'staging', position: 2, retention: { runDays: 90, payloadDays: 30 }, lanes: [] },
  });
  expect(await names()).toEqual(['dev', 'test', 'staging', 'prod']);
  const changed = await call('PUT', '/environments/staging', {
    title: 'Rehearsal',
    class: 'test',
    limits: { backlog: 1000, concurrency: 8 },
    lanes: [{ lane: 'Amazon', concurrency: 2 }],
  });
  expect(changed.body).toMatchObject({ title: 'Rehearsal', limits: { backlog: 1000, concurrency: 8 } });
  await call('POST', '/environments/order', { names: ['dev', 'staging', 'test', 'prod'] });
  expect(await names()).toEqual(['dev', 'staging', 'test', 'prod']);
  expect(await call('DELETE', '/environments/staging')).toMatchObject({
    status: 409,
    body: { code: 'NOT_CONFIRMED', details: [{ path: 'query.confirm' }] },
  });
  expect((await call('DELETE', '/environments/staging?confirm=staging')).status).toBe(204);
  expect(await names()).toEqual(['dev', 'test', 'prod']);
  const { items } = (await call('GET', '/audit?subject=staging')).body as { items: { act: string }[] };
  expect(items.map(({ act }) => act)).toEqual(['environment.removed', 'environment.changed', 'environment.created']);
});

test('one in which something runs or lies is not removed, and says what', async () => {
  await call('PUT', '/environments/full', { title: 'Full', class: 'dev' });
  await call('PUT', '/connections/full/erp', { system: 'erp', address: 'https://erp.example' });
  await call('PUT', '/variables/full/site', { type: 'text', value: 'HAM', purpose: 'Tests', why: 'Tests' });
  await call('POST', '/flows', { name: 'orders', from: { flow: testFlow('orders') } });
  await call('POST', '/flows/orders/versions', { deployTo: ['full'] });
  expect(await call('DELETE', '/environments/full?confirm=full')).toMatchObject({
    status: 409,
    body: {
      code: 'ENVIRONMENT_IN_USE',
      message: expect.stringContaining('orders is deployed there; withdraw it first'),
      details: [{ path: 'deployments' }, { path: 'connections' }, { path: 'variables' }],
    },
  });
});

test.each([
  ['a name that no address can have', '/environments/Prod%20EU', { title: 'x', class: 'prod' }, 'path.name'],
  [
    'payloads that are kept longer than their runs',
    '/environments/a',
    { title: 'x', class: 'dev', retention: { runDays: 5, payloadDays: 9 } },
    'body.retention.payloadDays',
  ],
  [
    'a lane that is named twice',
    '/environments/a',
    {
      title: 'x',
      class: 'dev',
      lanes: [
        { lane: 'A', concurrency: 1 },
        { lane: 'A', concurrency: 2 },
      ],
    },
    'body.lanes',
  ],
])('%s is refused, and the field named', async (_what, path, body, field) => {
  expect(await call('PUT', path, body)).toMatchObject({ status: 400, body: { details: [{ path: field }] } });
});

test('what asks for an environment that there is not is told those that there are', async () => {
  expect(await call('GET', '/flows/orders/deployments?env=moon')).toMatchObject({
    status: 404,
    body: { code: 'NO_SUCH_ENVIRONMENT', details: [{ message: expect.stringContaining('dev, ') }] },
  });
});
