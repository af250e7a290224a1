import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Grant } from '../access/grants.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

// What all channels share, and roles for one channel; and what was asked for by somebody who has lost the right since.

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const amazonTeam = (role: Grant['role']): Grant => ({ role, envs: 'all', channels: ['Amazon'] });

async function member(login: string, ...grants: Grant[]) {
  const { access } = api.services;
  const person = await access.people.create({ login, name: login, kind: 'service', grants }, 'the test');
  const { token } = await access.tokens.create({ name: 'test', owner: person, days: 1 }, 'the test');
  const authorization = `Bearer ${token}`;
  return {
    person,
    call: (method: string, path: string, body?: unknown) => api.call(method, `/api${path}`, body, { authorization }),
  };
}

const variable = (env: string, value: string) =>
  api.call('PUT', `/api/variables/${env}/site`, { type: 'text', value, purpose: 'Where orders ship from' });

/** A version of the flow that reads the variable. */
async function publish(id: string, channel: string, label: string) {
  const { nodes, ...flow } = testFlow(id);
  const [hook, step] = nodes;
  const settings = { businessKeys: [{ kind: 'order', value: '{{ vars.site }}' }] };
  const changed = { ...flow, channel, settings, nodes: [hook, { ...step, config: { text: label } }] };
  expect((await api.call('PUT', `/api/flows/${id}`, { flow: changed })).status).toBe(200);
  expect((await api.call('POST', `/api/flows/${id}/versions`, { note: label })).status).toBe(201);
}

test('a role for a channel rolls its flow back, and leaves the configuration that all channels share to a role for all', async () => {
  for (const [label, value] of [
    ['one', 'HAM'],
    ['two', 'CGN'],
  ] as const) {
    await variable('test', value);
    await publish('orders', 'Amazon', label);
    const version = label === 'one' ? 1 : 2;
    expect((await api.call('POST', '/api/flows/orders/deployments', { env: 'test', version })).status).toBe(201);
  }
  const zoe = await member('Zoe', amazonTeam('operator'));
  const refused = await zoe.call('POST', '/flows/orders/deployments/test/rollback', { why: 'Wrong site' });
  expect(refused).toMatchObject({
    status: 403,
    body: {
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('but not the variable "site" with it: the configuration of test is shared by all channels'),
      missing: { permission: 'deployments.rollback', env: 'test', channel: null },
      details: [{ path: 'body.restoreConfiguration' }],
    },
  });
  expect(api.core.deployments.of('orders')).toEqual({ test: 2 });
  const without = await zoe.call('POST', '/flows/orders/deployments/test/rollback', { why: 'Wrong', restoreConfiguration: false });
  expect(without).toMatchObject({ status: 200, body: { version: 1, configuration: { restored: [] } } });
  expect(api.core.variables.values('test')).toEqual({ site: 'CGN' });
});

test('a scheduled deployment does not happen when who asked for it was disabled, or has lost the right', async () => {
  await variable('dev', 'HAM');
  for (const label of ['one', 'two']) await publish('orders', 'Amazon', label);
  const { people } = api.services.access;
  for (const [login, loses, reason] of [
    ['Zoe', { isDisabled: true }, 'The account of Zoe, who asked for it, is disabled.'],
    ['Yan', { grants: [amazonTeam('viewer')] }, 'Yan, who asked for it, may not deploy a version directly'],
  ] as const) {
    const asker = await member(login, amazonTeam('analyst'));
    const at = new Date(api.clock.now() + 60_000).toISOString();
    expect((await asker.call('POST', '/flows/orders/deployments', { env: 'dev', version: 1, at })).status).toBe(201);
    await people.change(asker.person.id, loses, 'the test');
    api.clock.advance(60_000);
    await api.core.flows.makeDue();
    expect(api.core.deployments.of('orders')).toEqual({});
    const { now } = (await api.call('GET', '/api/flows/orders/deployments?env=dev')).body as { now: { notMade: { words: string } }[] };
    expect(now[0]?.notMade.words).toContain(reason);
    const [line] = (await api.core.audit.list({ act: 'deployment.not-made' })).items;
    expect(line?.details).toMatchObject({ code: 'NOT_ALLOWED', reason: expect.stringContaining(reason) });
  }
});

test('a bundle with what all channels share, or of other channels, is not decided or looked at by a role for one', async () => {
  await variable('test', 'HAM');
  for (const [id, channel] of [
    ['orders', 'Amazon'],
    ['returns', 'Retail'],
  ] as const) {
    await publish(id, channel, 'one');
    await api.call('POST', `/api/flows/${id}/deployments`, { env: 'test', version: 1 });
  }
  const columns = ['code', 'to'].map((name) => ({ name, type: 'text' as const, isKey: name === 'code' }));
  const table = { purpose: 'Units', columns, ignoreCase: false, rows: [['BX', 'box']] };
  await api.core.lookups.save('test', 'units', table, { by: 'the test', why: 'test' });
  const ask = async (...items: unknown[]) => ((await api.call('POST', '/api/promotions', { to: 'prod', items })).body as { id: string }).id;
  const flow = (id: string) => ({ kind: 'flow', flow: id, version: 1 });
  const shared = await ask(flow('orders'), { kind: 'lookup', name: 'units' });
  const other = await ask(flow('returns'));
  const zoe = await member('Zoe', amazonTeam('approver'));
  expect(await zoe.call('GET', `/promotions/${shared}`)).toMatchObject({ status: 200, body: { mayApprove: { may: false } } });
  expect((await zoe.call('POST', `/promotions/${shared}/approve`, {})).status).toBe(403);
  expect((await zoe.call('GET', `/promotions/${other}`)).status).toBe(403);
  const own = await ask(flow('orders'));
  const ann = await member('Ann', amazonTeam('admin'));
  for (const item of [flow('returns'), { kind: 'lookup', name: 'units' }])
    expect((await ann.call('PUT', `/promotions/${own}/items`, { items: [flow('orders'), item] })).status).toBe(403);
  expect(await zoe.call('POST', `/promotions/${own}/approve`, {})).toMatchObject({ status: 200, body: { state: 'approved' } });
});
