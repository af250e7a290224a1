import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ada,
  anInstallation,
  ben,
  checked,
  connection,
  flowItem,
  items,
  now,
  orders,
  released,
  root,
  type Server,
  toProd,
} from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
});
afterEach(() => server.close());

const saving = { by: 'Ada', why: 'test' };
const anErpCall = [{ id: 'erp', type: 'connector.http', name: 'ERP', config: { method: 'POST', path: '/orders', connection: 'erp' } }];
const erpAnswers = { answers: { erp: [{ status: 201, body: {} }] } };

/** Asks for it, approves it, and tries to deploy it: what does the refusal say, and of which gate? */
async function refusedBy(version: number, more: Parameters<typeof toProd>[1] = {}) {
  const { promotions } = server.core;
  await evidence(version);
  const asked = await promotions.create(toProd([flowItem('orders', version)], more), ada);
  await checked(server.core, asked.id);
  await promotions.approve(asked.id, 'fine', ben);
  const refusal = await promotions.deploy(asked.id, now, ben).then(
    () => null,
    (error: { code: string; message: string; details: { path: string }[] }) => error,
  );
  expect(server.core.deployments.of('orders').prod).not.toBe(version);
  return { refusal, gates: refusal?.details.map(({ path }) => path), promotion: await promotions.get(asked.id, ada) };
}

/** One run of it in test, where it can run there. */
async function evidence(version: number): Promise<void> {
  if (server.core.deployments.of('orders').test === version) await server.run('test', 'orders', { sku: 'GLV-1' });
}

test('nothing stands in the way: it is live in prod', async () => {
  const { refusal, promotion } = await refusedByNothing(await released(server.core, orders()));
  expect(refusal).toBeNull();
  expect(promotion).toMatchObject({ state: 'deployed', deployed: { by: 'Ben' }, failure: null });
  expect(promotion.gates.filter(({ state }) => state !== 'pass')).toEqual([]);
  expect(server.core.deployments.stateOf('prod').flows.orders).toMatchObject({ version: 1, promotion: promotion.id, by: 'Ben' });
});

async function refusedByNothing(version: number) {
  const { promotions } = server.core;
  await evidence(version);
  const asked = await promotions.create(toProd([flowItem('orders', version)]), ada);
  await promotions.approve(asked.id, 'fine', ben);
  const refusal = await promotions.deploy(asked.id, now, ben).then(
    () => null,
    (error: Error) => error,
  );
  return { refusal, promotion: await promotions.get(asked.id, ada) };
}

test('a test case that fails on the target says which, and to open it there', async () => {
  const wrong = orders({
    tests: [
      {
        id: 'one',
        name: 'One order',
        message: { body: { sku: 'A' } },
        expect: { outputs: { 'map.out': [{ item: 'B' }] }, match: { 'map.out': 'subset' } },
      },
    ],
  });
  const { refusal, gates } = await refusedBy(await released(server.core, wrong));
  expect(gates).toEqual(['test-cases']);
  expect(refusal?.message).toContain('Test cases: 1 of 1 failed');
  expect(refusal?.message).toContain(
    'Open the test case "One order" of Flow orders with prod, mend the flow or what it expects, and move the new version.',
  );
});

test('a connection that the target lacks is to be made there under the same name', async () => {
  await server.core.connections.put('test', 'erp', connection, 'Ada');
  const flow = orders({ steps: anErpCall, tests: [{ id: 'one', name: 'One order', message: { body: {} }, ...erpAnswers }] });
  await server.core.promotions.setPolicy('prod', { ...(await server.core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const version = await released(server.core, flow, []);
  await server.core.flows.deploy('orders', { env: 'test', version, by: 'Ada' });
  const asked = await server.core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await server.core.promotions.approve(asked.id, '', ben);
  await expect(server.core.promotions.deploy(asked.id, now, ben)).rejects.toMatchObject({
    code: 'PROMOTION_GATES',
    message: expect.stringContaining(
      'Connections: erp missing. Make the connection "erp" in prod under Connections, with the same name as in test',
    ),
    details: [{ path: 'connections' }],
  });
});

test('a connection that was not tested is only told; one whose last test failed keeps it, until an admin passes it or it is mended', async () => {
  const { core, store, clock } = server;
  for (const env of ['test', 'prod']) await core.connections.put(env, 'erp', connection, 'Ada');
  const flow = orders({ steps: anErpCall, tests: [{ id: 'one', name: 'One order', message: { body: {} }, ...erpAnswers }] });
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const version = await released(core, flow);
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  const gateOf = async () => (await core.promotions.check(asked.id, ada)).gates.find(({ id }) => id === 'connections');
  expect(await gateOf()).toMatchObject({
    state: 'warn',
    canOverride: false,
    fact: 'erp not tested',
    remedy: 'Test the connection "erp" in prod under Connections.',
  });
  clock.advance(1000);
  const tests = store.collection({ name: 'connectionTests', fields: {} });
  await tests.upsert({ id: 'prod/erp', at: clock.now(), ok: 0, ms: 20, words: 'It answered 401.', by: 'Ada' });
  expect(await gateOf()).toMatchObject({
    state: 'fail',
    canOverride: true,
    fact: 'the last test of erp failed',
    remedy: 'Test the connection "erp" in prod under Connections, and mend what it finds.',
    details: [{ text: 'erp: It answered 401.' }],
  });
  await core.promotions.approve(asked.id, '', ben);
  await expect(core.promotions.deploy(asked.id, now, ben)).rejects.toMatchObject({ details: [{ path: 'connections' }] });
  await tests.upsert({ id: 'prod/erp', at: clock.now(), ok: 1, ms: 20, words: 'It answered 200.', by: 'Ada' });
  expect(await gateOf()).toMatchObject({ state: 'pass', fact: 'erp tested Nov 21, 08:00 UTC' });
  expect((await core.promotions.deploy(asked.id, now, ben)).state).toBe('deployed');
});

test('a connection without its credentials is to be mended', async () => {
  const { core } = server;
  await core.connections.put('test', 'erp', connection, 'Ada');
  await core.connections.put('prod', 'erp', { ...connection, auth: { kind: 'bearer' }, isShell: true }, 'Ada');
  const version = await released(core, orders({ steps: anErpCall, tests: [] }));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  expect(asked.gates.find(({ id }) => id === 'connections')).toMatchObject({
    state: 'fail',
    canOverride: false,
    remedy: 'Mend the connection "erp" in prod under Connections. A secret is missing: nothing can be sent until it is set.',
  });
});

test('a variable that the target lacks is to be set there; one of another type is to get the right one', async () => {
  const { core } = server;
  await core.variables.put('test', 'limit', { type: 'number', value: 5, purpose: '' }, saving);
  const version = await released(core, orders({ value: '{{ vars.limit }}' }));
  const { refusal, gates, promotion } = await refusedBy(version);
  expect(gates).toEqual(['variables']);
  expect(refusal?.details[0]).toMatchObject({ message: 'Variables: limit missing. Set the variable "limit" in prod under Variables.' });
  await core.variables.put('prod', 'limit', { type: 'text', value: 'five', purpose: '' }, saving);
  await expect(core.promotions.deploy(promotion.id, now, ben)).rejects.toThrow(
    'Variables: limit of another type. Give the variable "limit" in prod a value of the type number, as it has in test.',
  );
  await core.variables.put('prod', 'limit', { type: 'number', value: 9, purpose: '' }, saving);
  expect((await core.promotions.deploy(promotion.id, now, ben)).state).toBe('deployed');
});

test('a lookup that the target lacks is to come along; with other columns it is, too', async () => {
  const { core } = server;
  await core.lookups.save('test', 'sku-to-item', items([['GLV-1', 'G1']]), saving);
  const version = await released(core, orders({ value: '{{ lookup("sku-to-item", item.sku) }}' }));
  const { refusal, gates, promotion } = await refusedBy(version);
  expect(gates).toEqual(['test-cases', 'lookups']);
  expect(refusal?.details[1]).toMatchObject({
    message: 'Lookups: sku-to-item missing. Add the lookup "sku-to-item" to this promotion, or make it in prod under Lookups.',
  });
  const { columns, ...table } = items([]);
  await core.lookups.save(
    'prod',
    'sku-to-item',
    { ...table, columns: columns.map((one) => ({ ...one, name: one.name === 'item' ? 'article' : one.name })), rows: [['GLV-1', 'G1']] },
    saving,
  );
  await expect(core.promotions.deploy(promotion.id, now, ben)).rejects.toThrow(
    'Lookups: sku-to-item has other columns. Add the lookup "sku-to-item" to this promotion',
  );
  // Its test cases are run with the rows that come along.
  await core.promotions.change(promotion.id, [flowItem('orders', version), { kind: 'lookup', name: 'sku-to-item' }], ada);
  await core.promotions.approve(promotion.id, '', ben);
  expect((await core.promotions.deploy(promotion.id, now, ben)).state).toBe('deployed');
  expect((await core.lookups.content('prod', 'sku-to-item')).rows).toEqual([['GLV-1', 'G1']]);
});

test('a contract of the company that the target was not given is to come along', async () => {
  const { core } = server;
  const schema = { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] };
  await core.contracts.add({ subject: 'line', title: 'Line', schema, by: 'Ada', why: 'test' });
  const validate = [{ id: 'check', type: 'transform.validate', name: 'Check', config: { contract: 'line@1' } }];
  const version = await released(core, orders({ steps: validate }));
  const { refusal, gates, promotion } = await refusedBy(version);
  expect(gates).toEqual(['contracts']);
  expect(refusal?.message).toContain('Contracts: line@1 not in prod yet. Add the contract "line@1" to this promotion.');
  await core.promotions.change(promotion.id, [flowItem('orders', version), { kind: 'contract', name: 'line@1' }], ada);
  await core.promotions.approve(promotion.id, '', ben);
  expect((await core.promotions.deploy(promotion.id, now, ben)).state).toBe('deployed');
});

test('a contract that breaks a flow which stays on the older one names that flow and the field', async () => {
  const { core } = server;
  await openTo('prod', false);
  const schema = { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] };
  await core.contracts.add({ subject: 'line', title: 'Line', schema, by: 'Ada', why: 'test' });
  await core.contracts.add({
    subject: 'line',
    title: 'Line',
    schema: { type: 'object', properties: { item: { type: 'string' } } },
    by: 'Ada',
    why: 'test',
  });
  const validates = (contract: string) => [{ id: 'check', type: 'transform.validate', name: 'Check', config: { contract } }];
  await released(core, orders({ id: 'shipping', steps: validates('line@1') }), ['test', 'prod']);
  await openTo('prod', true);
  const version = await released(core, orders({ steps: validates('line@2'), tests: [] }));
  await evidence(version);
  const asked = await core.promotions.create(toProd([flowItem('orders', version), { kind: 'contract', name: 'line@2' }]), ada);
  const gate = asked.gates.find(({ id }) => id === 'contracts');
  expect(gate).toMatchObject({ state: 'warn', canOverride: true, fact: 'breaks Flow shipping' });
  expect(gate?.remedy).toContain('Add a version of Flow shipping that reads the newer contract to this promotion');
  expect(gate?.details.map(({ text }) => text)).toContain('Flow shipping reads line@1; in line@2 sku was removed');
});

/** Guards an environment, or lets everything in. */
async function openTo(env: string, isGuarded: boolean): Promise<void> {
  await server.core.promotions.setPolicy(env, { ...(await server.core.promotions.policy(env)), isGuarded }, 'Root');
}

test('a flow that is called must run in the target, or come along', async () => {
  const { core } = server;
  const booking = orders({ id: 'booking', tests: [] });
  const called: typeof booking = {
    ...booking,
    nodes: booking.nodes?.map((node) => (node.id === 'hook' ? { ...node, type: 'trigger.manual', config: {} } : node)),
  };
  await released(core, called);
  const calls = orders({
    steps: [{ id: 'call', type: 'routing.call-flow', name: 'Call', config: { flow: 'booking', mode: 'start' } }],
    tests: [],
  });
  const version = await released(core, calls);
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  await expect(core.promotions.deploy(asked.id, now, ben)).rejects.toThrow(
    'Steps and sub-flows: booking not in prod. Add the flow "booking"@1 to this promotion: Flow orders calls it.',
  );
  await core.promotions.change(asked.id, [flowItem('orders', version), flowItem('booking', 1)], ada);
  await core.promotions.approve(asked.id, '', ben);
  expect((await core.promotions.deploy(asked.id, now, ben)).state).toBe('deployed');
});

test('an address where another flow of the target listens is to be changed', async () => {
  const { core } = server;
  await openTo('prod', false);
  await released(core, orders({ id: 'other', path: 'shared' }), ['prod']);
  await openTo('prod', true);
  const { refusal, gates } = await refusedBy(await released(core, orders({ path: 'shared' })));
  expect(gates).toEqual(['intake-path']);
  expect(refusal?.message).toContain('Give one of the two flows another path and publish it, or take the other one out of prod first.');
});

test('a version without a successful run in test asks for one, or for an admin with a reason', async () => {
  const { core } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  await expect(core.promotions.deploy(asked.id, now, ben)).rejects.toThrow(
    'Evidence: 0 of 1 run in test. Send Flow orders@1 in test 1 more message that goes through, or let an admin pass this with a reason.',
  );
  const overrides = [{ gate: 'evidence', why: 'The simulator is down; tried by hand.' }];
  await expect(core.promotions.deploy(asked.id, { overrides }, ben)).rejects.toThrow(
    'Only an admin of prod can pass the gate "Evidence" with a reason.',
  );
  const live = await core.promotions.deploy(asked.id, { overrides }, root);
  expect(live.state).toBe('deployed');
  expect(live.gates.find(({ id }) => id === 'evidence')).toMatchObject({
    state: 'warn',
    overridden: { by: 'Root', why: 'The simulator is down; tried by hand.' },
  });
  const { items: lines } = await core.audit.list({ subject: asked.id });
  expect(lines.map(({ act }) => act)).toContain('promotion.gate-passed');
});

test('in a blackout of its channel it is to be scheduled for after it', async () => {
  const { core, clock } = server;
  const day = 86_400_000;
  const [from, to] = [new Date(clock.now() - day).toISOString(), new Date(clock.now() + day).toISOString()];
  const policy = await core.promotions.policy('prod');
  await core.promotions.setPolicy('prod', { ...policy, blackouts: [{ title: 'Black Friday', from, to, channels: ['shop'] }] }, 'Root');
  const { refusal, gates } = await refusedBy(await released(core, orders()));
  expect(gates).toEqual(['blackout']);
  expect(refusal?.message).toContain('Blackout: Black Friday until Nov 22, 08:00 UTC. Schedule it for after Nov 22, 08:00 UTC');
});

test('outside of working hours it says when they begin', async () => {
  const { core } = server;
  const policy = await core.promotions.policy('prod');
  // The clock of the tests stands on a Saturday.
  const workingHours = { zone: 'America/Chicago', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:00', to: '17:00' };
  await core.promotions.setPolicy('prod', { ...policy, workingHours: { ...workingHours, days: [...workingHours.days] } }, 'Root');
  const { refusal, gates } = await refusedBy(await released(core, orders()));
  expect(gates).toEqual(['working-hours']);
  expect(refusal?.message).toContain('Schedule it for Nov 23, 08:00 America/Chicago or later');
});

test('a version that does not run in test is to run there first', async () => {
  const { core } = server;
  const version = await released(core, orders(), []);
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const { refusal, gates } = await refusedBy(version);
  expect(gates).toEqual(['direction']);
  expect(refusal?.message).toContain('Deploy Flow orders@1 to test and let it run there first, or move the version that runs there.');
});

test('from dev straight to prod is not the way', async () => {
  const { core } = server;
  const version = await released(core, orders(), ['dev']);
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const { refusal, gates } = await refusedBy(version, { from: 'dev' });
  expect(gates).toEqual(['direction']);
  expect(refusal?.message).toContain('dev is not the environment before prod. Promote it to test first, then from test to prod.');
});

test('an older version does not pass a newer one that waits', async () => {
  const { core } = server;
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
  const first = await released(core, orders());
  const second = await released(core, orders({ value: 'new' }), []);
  const newer = await core.promotions.create(toProd([flowItem('orders', second)]), ada);
  const { refusal, gates } = await refusedBy(first);
  expect(gates).toEqual(['newer-versions']);
  expect(refusal?.message).toContain(`Newer versions: ${newer.id} brings Flow orders@2. Withdraw this one and go on with ${newer.id}`);
});

test('without its approval nothing is deployed, and it says whom to ask', async () => {
  const { core } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  expect(asked.gates.find(({ id }) => id === 'approvals')).toMatchObject({
    state: 'not-run',
    fact: '0 of 1',
    remedy: 'Ask an approver of prod, other than the author, to approve it.',
  });
  await expect(core.promotions.deploy(asked.id, now, ben)).rejects.toMatchObject({
    code: 'PROMOTION_REFUSED',
    message: `${asked.id} needs one more approval before it can be deployed. Ask for it.`,
  });
});

test('a document that was right when it was published and is not any more is to be mended', async () => {
  const { core } = server;
  const schema = { type: 'object', properties: { sku: { type: 'string' } } };
  await core.contracts.add({ subject: 'line', title: 'Line', schema, by: 'Ada', why: 'test' });
  const version = await released(
    core,
    orders({ steps: [{ id: 'check', type: 'transform.validate', name: 'Check', config: { contract: 'line@1' } }] }),
  );
  await core.contracts.remove('line@1', 'Ada');
  const { gates, refusal } = await refusedBy(version);
  expect(gates).toContain('document-check');
  expect(refusal?.message).toContain('Mend Flow orders@1');
  expect(refusal?.message).toContain('publish it, and move the new version to prod.');
});
