import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Grant } from '../access/grants.ts';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const variables = '{ "variables": { "warehouse": { "type": "text", "value": "A" } } }';
const flow = JSON.stringify({ ...testFlow('orders'), channel: 'Amazon' });
const running = '{ "flows": { "orders": {} } }';
const reading = (from: string) => ({
  'connections/erp.json': `{ "system": "erp", "address": "https://erp.example.com", "auth": { "kind": "bearer" }, "secrets": { "secret": "${from}" } }`,
});
const settings = (env: string) => JSON.stringify({ name: env, retention: { runDays: 5, payloadDays: 5 } });
let made = 0;

/** What comes of files that somebody with this role wants to apply. */
async function applied(grant: Grant, env: string, files: Record<string, string>) {
  const person = await api.call('POST', '/api/people', { kind: 'service', login: `ci-${++made}`, name: 'Pipeline', grants: [grant] });
  const { token } = (
    await api.call('POST', '/api/tokens', { name: 'of the test', owner: (person.body as { person: { id: string } }).person.id })
  ).body as {
    token: string;
  };
  const headers = { authorization: `Bearer ${token}` };
  const plan = await api.call('POST', '/api/files/plan', { env, files }, headers);
  const done = await api.call('POST', '/api/files/apply', { env, files, plan: (plan.body as { id?: string }).id ?? 'x' }, headers);
  return { planned: plan.status, applied: done.status, body: done.body as { code?: string; promotion?: string | null } };
}

const role = (name: Grant['role'], channels: Grant['channels'] = 'all'): Grant => ({ role: name, envs: 'all', channels });

test.each<[string, Grant, string, Record<string, string>, number]>([
  ['a viewer, a variable', role('viewer'), 'dev', { 'variables.json': variables }, 403],
  ['an operator, a variable', role('operator'), 'dev', { 'variables.json': variables }, 403],
  ['an analyst, a variable in dev', role('analyst'), 'dev', { 'variables.json': variables }, 200],
  ['an analyst, a variable past dev', role('analyst'), 'test', { 'variables.json': variables }, 403],
  ['an admin, a variable past dev', role('admin'), 'test', { 'variables.json': variables }, 200],
  ['an analyst, a flow in dev', role('analyst'), 'dev', { 'flows/orders.flow.json': flow, 'deployments.json': running }, 200],
  [
    'an analyst, a flow past dev without promotion',
    role('analyst'),
    'test',
    { 'flows/orders.flow.json': flow, 'deployments.json': running },
    403,
  ],
  ['an analyst, settings of the environment', role('analyst'), 'dev', { 'environment.json': settings('dev') }, 403],
  ['an analyst, a connection that reads a variable of the server', role('analyst'), 'dev', reading('env:PROD_ERP'), 403],
  ['an admin of dev, the same', { ...role('admin'), envs: ['dev'] }, 'dev', reading('env:PROD_ERP'), 403],
  ['an admin of all, the same', role('admin'), 'dev', reading('env:PROD_ERP'), 200],
  ['an analyst for one channel, anything', role('analyst', ['Amazon']), 'dev', { 'variables.json': variables }, 403],
])('who applies needs what each change needs by hand: %s', async (_, grant, env, files, status) => {
  expect((await applied(grant, env, files)).applied).toBe(status);
});

test('in a guarded environment an analyst may ask for what is to run', async () => {
  expect(await applied(role('analyst'), 'prod', { 'flows/orders.flow.json': flow, 'deployments.json': running })).toMatchObject({
    applied: 200,
    body: { promotion: expect.stringMatching(/^PR-\d+$/) },
  });
});

test('files are exported and planned by whoever sees everything there, and by nobody without a session', async () => {
  expect((await applied(role('viewer'), 'dev', { 'variables.json': '{ "variables": {} }' })).planned).toBe(200);
  expect((await applied(role('viewer', ['Amazon']), 'dev', { 'variables.json': variables })).planned).toBe(403);
  expect((await api.call('GET', '/api/files/export?env=dev', undefined, { authorization: '' })).status).toBe(401);
});
