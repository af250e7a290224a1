import { personSchema } from '@crossdock/runtime/access/people/person';
import { type Store, StoreUnavailable } from '@crossdock/runtime/store/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ada,
  anInstallation,
  ben,
  cleo,
  flowItem,
  items,
  now,
  orders,
  released,
  root,
  type Server,
  toProd,
  vic,
} from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
});
afterEach(() => server.close());

const saving = { by: 'Ada', why: 'test' };
const looksUp = '{{ lookup("sku-to-item", item.sku) }}';
const noTests = { tests: [] };

/** Two flows, a table and a contract, all approved. */
async function aBundle() {
  const { core } = server;
  await core.lookups.save(
    'test',
    'sku-to-item',
    items([
      ['GLV-1', 'G1'],
      ['GLV-2', 'G2'],
    ]),
    saving,
  );
  await core.contracts.add({
    subject: 'line',
    title: 'Line',
    schema: { type: 'object', properties: { sku: { type: 'string' } } },
    by: 'Ada',
    why: 'test',
  });
  const first = await released(core, orders({ value: looksUp, ...noTests }));
  const second = await released(core, orders({ id: 'shipping', ...noTests }));
  const wanted = [
    flowItem('orders', first),
    flowItem('shipping', second),
    { kind: 'lookup' as const, name: 'sku-to-item' },
    { kind: 'contract' as const, name: 'line@1' },
  ];
  const asked = await core.promotions.create(toProd(wanted, { note: 'Gloves for winter' }), ada);
  await core.promotions.approve(asked.id, '', ben);
  return asked.id;
}

/** All that prod has. */
async function inProd() {
  const { core } = server;
  const lookup = core.lookups.get('prod', 'sku-to-item');
  return {
    flows: Object.fromEntries(Object.entries(core.deployments.stateOf('prod').flows).map(([id, { version }]) => [id, version])),
    rows: lookup && lookup.version > 0 ? (await core.lookups.content('prod', 'sku-to-item')).rows : null,
    contracts: (await server.store.collection({ name: 'released_contracts', fields: {} }).find({})).items.map(({ id }) => id),
  };
}

test('flows, tables and contracts move together, and go back together', async () => {
  const { core } = server;
  const id = await aBundle();
  const before = await inProd();
  expect(before).toEqual({ flows: {}, rows: null, contracts: [] });
  expect(await core.promotions.deploy(id, now, ben)).toMatchObject({ state: 'deployed' });
  expect(await inProd()).toEqual({
    flows: { orders: 1, shipping: 1 },
    rows: [
      ['GLV-1', 'G1'],
      ['GLV-2', 'G2'],
    ],
    contracts: ['prod/line@1'],
  });
  const back = await core.promotions.rollback(id, { why: 'Orders stand still', discardLater: false }, cleo);
  expect(back).toMatchObject({ state: 'rolled-back', rolledBack: { by: 'Cleo', why: 'Orders stand still' } });
  expect(await inProd()).toEqual(before);
});

test('a bundle that replaces others goes back to exactly those', async () => {
  const { core } = server;
  await core.promotions.deploy(await aBundle(), now, ben);
  await core.lookups.edit('test', 'sku-to-item', { upsert: [{ sku: 'GLV-2', item: 'NEW' }], remove: [] }, saving);
  const next = await released(core, orders({ value: '{{ lookup("sku-to-item", item.sku, "item") }}', ...noTests }));
  const asked = await core.promotions.create(toProd([flowItem('orders', next), { kind: 'lookup', name: 'sku-to-item' }]), ada);
  expect(asked.items.map(({ name, version, replaces }) => [name, version, replaces])).toEqual([
    ['orders', 2, 1],
    ['sku-to-item', 2, 1],
  ]);
  await core.promotions.approve(asked.id, '', ben);
  await core.promotions.deploy(asked.id, now, ben);
  expect(await inProd()).toMatchObject({
    flows: { orders: 2, shipping: 1 },
    rows: [
      ['GLV-1', 'G1'],
      ['GLV-2', 'NEW'],
    ],
  });
  // What it replaced and changed reads the same afterwards.
  const [orders2] = (await core.promotions.get(asked.id, ada)).items;
  expect(orders2).toMatchObject({ version: 2, replaces: 1, parts: [{ part: 'flow', changes: [{ before: looksUp }] }] });
  expect((await core.promotions.list({}, ada)).items[0]?.items).toMatchObject([{ replaces: 1 }, { replaces: 1 }]);
  await core.promotions.rollback(asked.id, { why: 'Wrong item', discardLater: false }, ben);
  expect(await inProd()).toMatchObject({
    flows: { orders: 1, shipping: 1 },
    rows: [
      ['GLV-1', 'G1'],
      ['GLV-2', 'G2'],
    ],
  });
});

test('an approved bundle of which the second half fails changes nothing at all, says why, and can be tried again', async () => {
  const { core } = server;
  const id = await aBundle();
  const before = await inProd();
  // The tables have been copied when the flows are to switch, and the store does not take that.
  const other = await server.beside((store) => refusing(store, 'liveDeployments'));
  const failed = await other.core.promotions.deploy(id, now, ben);
  expect(failed).toMatchObject({ state: 'failed', deployed: null, failure: 'the disk is full' });
  await core.catchUp();
  expect(await inProd()).toEqual(before);
  expect(await core.promotions.deploy(id, now, ben)).toMatchObject({ state: 'deployed', failure: null });
  expect((await inProd()).flows).toEqual({ orders: 1, shipping: 1 });
});

/** A store that takes no changes of one collection. */
function refusing(store: Store, name: string): Store {
  const refuse = () => Promise.reject(new StoreUnavailable('the disk is full'));
  return {
    ...store,
    collection: (schema) => {
      const collection = store.collection(schema);
      return schema.name === name ? { ...collection, insert: refuse, update: refuse, upsert: refuse } : collection;
    },
  };
}

test('the author cannot approve, and neither can who has not the role; one person counts once', async () => {
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), approvals: 2 }, 'Root');
  const version = await released(server.core, orders(noTests));
  const asked = await promotions.create(toProd([flowItem('orders', version)]), cleo);
  expect(asked.mayApprove).toEqual({
    may: false,
    why: `Cleo asked for ${asked.id}, and in prod the author cannot approve. Ask somebody else with the role approver.`,
  });
  await expect(promotions.approve(asked.id, '', cleo)).rejects.toThrow('the author cannot approve');
  await expect(promotions.approve(asked.id, '', vic)).rejects.toThrow('Approving for prod needs the role approver there.');
  expect((await promotions.approve(asked.id, '', ben)).state).toBe('open');
  await expect(promotions.approve(asked.id, '', ben)).rejects.toThrow('Ben has approved PR-1 already; one person counts once.');
  expect((await promotions.approve(asked.id, '', root)).state).toBe('approved');
});

test('approvals fall when a table of it is edited, and count again once they are given anew', async () => {
  const { core } = server;
  const id = await aBundle();
  expect((await core.promotions.get(id, ada)).state).toBe('approved');
  await core.lookups.edit('test', 'sku-to-item', { upsert: [{ sku: 'GLV-3', item: 'G3' }], remove: [] }, saving);
  const fallen = await core.promotions.get(id, ada);
  expect(fallen.state).toBe('open');
  expect(fallen.approvals).toMatchObject([
    { by: 'Ben', counts: false, why: 'It was for another content; what is moved has changed since.' },
  ]);
  await expect(core.promotions.deploy(id, now, ben)).rejects.toThrow('needs one more approval');
  await core.promotions.approve(id, '', ben);
  await core.promotions.deploy(id, now, ben);
  expect((await inProd()).rows).toHaveLength(3);
  const { items: lines } = await core.audit.list({ subject: id });
  expect(lines.map(({ act }) => act)).toContain('promotion.approvals-fell');
});

test('a table that is gone from the source by now is said to be so, and the approvals were not for that', async () => {
  const { core } = server;
  const id = await aBundle();
  await core.lookups.remove('test', 'sku-to-item', 'Ada');
  const fallen = await core.promotions.get(id, ada);
  expect(fallen.state).toBe('open');
  expect(fallen.gates.find((gate) => gate.id === 'lookups')).toMatchObject({
    state: 'fail',
    fact: 'sku-to-item is not in test any more',
    remedy: 'Make the lookup "sku-to-item" in test again, or take it out of this promotion.',
  });
  await core.lookups.save(
    'test',
    'sku-to-item',
    items([
      ['GLV-1', 'G1'],
      ['GLV-2', 'G2'],
    ]),
    saving,
  );
  // The same rows as were approved: the approval counts again.
  expect(await core.promotions.get(id, ada)).toMatchObject({ state: 'approved', approvals: [{ counts: true }] });
});

test('approvals fall when another version is put in; only the author or an admin can do so', async () => {
  const { core } = server;
  const id = await aBundle();
  const next = await released(core, orders({ value: 'other', ...noTests }));
  await expect(core.promotions.change(id, [flowItem('orders', next)], ben)).rejects.toThrow(
    'Only Ada, who asked for PR-1, or an admin of prod can change what it moves.',
  );
  const changed = await core.promotions.change(id, [flowItem('orders', next)], ada);
  expect(changed).toMatchObject({ state: 'open', approvals: [{ counts: false }], items: [{ version: 2 }] });
});

test('the approval of somebody whose account was disabled, or who lost the role, does not count any more', async () => {
  const { core, store } = server;
  const id = await aBundle();
  const people = store.collection(personSchema);
  await people.update('ben', { set: { grants: '[]' } });
  expect(await core.promotions.get(id, ada)).toMatchObject({
    state: 'open',
    approvals: [{ counts: false, why: 'Ben no longer has the role approver in prod, so this approval does not count.' }],
  });
  await core.promotions.approve(id, '', cleo);
  await people.update('cleo', { set: { state: 'disabled' } });
  await expect(core.promotions.deploy(id, now, root)).rejects.toThrow('PR-1 needs one more approval before it can be deployed.');
  expect((await core.promotions.get(id, ada)).approvals[1]?.why).toBe('The account of Cleo is disabled, so this approval does not count.');
});

test('a promotion that nobody deploys expires, and what is asked for twice is said to be there already', async () => {
  const { core, clock } = server;
  const version = await released(core, orders(noTests));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await expect(core.promotions.create(toProd([flowItem('orders', version)]), cleo)).rejects.toMatchObject({
    code: 'PROMOTION_EXISTS',
    more: { promotion: asked.id },
  });
  clock.advance(15 * 86_400_000);
  await core.promotions.lookAfter();
  expect(await core.promotions.get(asked.id, ada)).toMatchObject({ state: 'expired', mayApprove: { may: false } });
  expect((await core.promotions.create(toProd([flowItem('orders', version)]), cleo)).id).toBe('PR-2');
});

test('rejected and withdrawn ones end; a comment is still possible', async () => {
  const { core } = server;
  const version = await released(core, orders(noTests));
  const first = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  expect(await core.promotions.reject(first.id, 'Not before Monday', ben)).toMatchObject({ state: 'rejected' });
  await expect(core.promotions.approve(first.id, '', cleo)).rejects.toThrow(
    'PR-1 cannot be approved: it was rejected; make a new promotion.',
  );
  const second = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await expect(core.promotions.withdraw(second.id, ben)).rejects.toThrow(
    'Only Ada, who asked for PR-2, or an admin of prod can withdraw it. Reject it instead.',
  );
  expect(await core.promotions.withdraw(second.id, ada)).toMatchObject({ state: 'withdrawn' });
  const told = await core.promotions.comment(second.id, { text: 'Next week', asksForChanges: false }, ben);
  expect(told.comments).toMatchObject([{ by: 'Ben', text: 'Next week' }]);
});

test('into a guarded environment nothing is deployed directly; going back and taking out stay possible', async () => {
  const { core } = server;
  const version = await released(core, orders(noTests));
  await expect(core.flows.deploy('orders', { env: 'prod', version, by: 'Root' })).rejects.toMatchObject({
    code: 'PROMOTION_NEEDED',
    message: 'prod takes new versions only by a promotion. Ask for one from test: Promotion, New, or crossdock deploy orders@1 --to prod.',
  });
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  await core.promotions.deploy(asked.id, now, ben);
  await core.flows.undeploy('orders', 'prod', 'Root');
  expect(core.deployments.of('orders').prod).toBeUndefined();
});

test('a rollback that would undo what came later is refused, and says what to roll back first', async () => {
  const { core } = server;
  const id = await aBundle();
  await core.promotions.deploy(id, now, ben);
  await core.lookups.save('prod', 'sku-to-item', items([['GLV-1', 'BY HAND']]), { by: 'Vic', why: 'urgent' });
  await expect(core.promotions.rollback(id, { why: 'try', discardLater: false }, ben)).rejects.toThrow(
    'Vic changed "sku-to-item" in prod after PR-1 (version 2)',
  );
  const next = await released(core, orders({ value: 'other', ...noTests }));
  const later = await core.promotions.create(toProd([flowItem('orders', next)]), ada);
  await core.promotions.approve(later.id, '', ben);
  await core.promotions.deploy(later.id, now, ben);
  await expect(core.promotions.rollback(id, { why: 'try', discardLater: true }, ben)).rejects.toThrow(
    `prod runs Flow orders@2 by now, not @1 of ${id}. ${later.id} brought it. Roll that back first.`,
  );
  await core.promotions.rollback(later.id, { why: 'first', discardLater: false }, ben);
  expect(await core.promotions.rollback(id, { why: 'then', discardLater: true }, ben)).toMatchObject({ state: 'rolled-back' });
  expect(await inProd()).toEqual({ flows: {}, rows: null, contracts: [] });
});
