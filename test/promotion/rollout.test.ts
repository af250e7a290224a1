import { afterEach, beforeEach, expect, test } from 'vitest';
import { ada, anInstallation, ben, flowItem, items, now, orders, released, type Server, toProd } from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
});
afterEach(() => server.close());

const noTests = { tests: [] };
const looksUp = '{{ lookup("sku-to-item", item.sku) }}';
const tenFirst = { share: 10, stopWhen: null };
const live = (flow = 'orders') => server.core.deployments.stateOf('prod').flows[flow];
const rows = async () => (await server.core.lookups.content('prod', 'sku-to-item')).rows;

/** Version 1 of a flow in prod, and an approved promotion of version 2 with rows of a table and a flow that is new there. */
async function aBundle() {
  const { core } = server;
  const saving = { by: 'Ada', why: 'test' };
  for (const env of ['test', 'prod']) await core.lookups.save(env, 'sku-to-item', items([['GLV-1', 'G1']]), saving);
  const first = await released(core, orders(noTests));
  const { id } = await core.promotions.create(toProd([flowItem('orders', first)]), ada);
  await core.promotions.approve(id, '', ben);
  await core.promotions.deploy(id, now, ben);
  await core.lookups.save('test', 'sku-to-item', items([['GLV-1', 'G2']]), saving);
  const second = await released(core, orders({ value: looksUp, ...noTests }));
  const other = await released(core, orders({ id: 'shipping', ...noTests }));
  const wanted = [flowItem('orders', second), flowItem('shipping', other), { kind: 'lookup' as const, name: 'sku-to-item' }];
  const asked = await core.promotions.create(toProd(wanted), ada);
  await core.promotions.approve(asked.id, '', ben);
  return asked.id;
}

test('an approval covers the first share and its growth; what is new there gets all, and all of it rolls back together', async () => {
  const { core } = server;
  const id = await aBundle();
  expect(await core.promotions.deploy(id, { ...now, rollout: tenFirst }, ben)).toMatchObject({ state: 'deployed', rollout: tenFirst });
  expect(live()).toMatchObject({ version: 1, promotion: 'PR-1', rollout: { version: 2, share: 10, promotion: id } });
  expect(live('shipping')).toMatchObject({ version: 1, promotion: id });
  expect(await rows()).toEqual([['GLV-1', 'G2']]);
  const refused = core.flows.deploy('orders', { env: 'prod', version: 2, by: 'Ada', rollout: tenFirst });
  await expect(refused).rejects.toMatchObject({ code: 'PROMOTION_NEEDED' });
  await core.flows.changeShare('orders', { env: 'prod', share: 50, by: 'Ben' });
  const lines = (await core.audit.list({ subject: 'orders' })).items.map(({ act }) => act);
  expect(lines.slice(0, 2)).toEqual(['rollout.share-changed', 'rollout.started']);
  await core.promotions.rollback(id, { why: 'Wrong prices', discardLater: false }, ben);
  expect(live()).toMatchObject({ version: 1 });
  expect(live()?.rollout).toBeUndefined();
  expect(live('shipping')).toBeUndefined();
  expect(await rows()).toEqual([['GLV-1', 'G1']]);
});

test('what went back by itself does not keep the rest of its promotion from being rolled back', async () => {
  const { core } = server;
  const id = await aBundle();
  await core.promotions.deploy(id, { ...now, rollout: tenFirst }, ben);
  await core.flows.endRollout('orders', { env: 'prod', by: 'Ben', why: 'Prices' });
  await core.promotions.rollback(id, { why: 'Wrong prices', discardLater: false }, ben);
  expect(live()).toMatchObject({ version: 1 });
  expect(live('shipping')).toBeUndefined();
  expect(await rows()).toEqual([['GLV-1', 'G1']]);
});

test('a completed rollout is the deployment of its promotion, which rolls back as any other', async () => {
  const { core } = server;
  const id = await aBundle();
  await core.promotions.deploy(id, { ...now, rollout: tenFirst }, ben);
  await core.flows.changeShare('orders', { env: 'prod', share: 100, by: 'Ben' });
  expect(live()).toMatchObject({ version: 2, promotion: id });
  expect((await core.board()).flows.find((flow) => flow.id === 'orders')?.cells.prod).toMatchObject({
    version: 2,
    coming: null,
    behind: 0,
  });
  await core.promotions.rollback(id, { why: 'Wrong prices', discardLater: false }, ben);
  expect(live()).toMatchObject({ version: 1 });
});

test('who asks names the share, and what is scheduled or deployed by itself begins with it', async () => {
  const { core, clock } = server;
  const id = await aBundle();
  await core.promotions.withdraw(id, ada);
  const at = new Date(clock.now() + 3_600_000).toISOString();
  const asked = await core.promotions.create(toProd([flowItem('orders', 2)], { rollout: tenFirst, scheduledFor: at }), ada);
  expect(asked.rollout).toEqual(tenFirst);
  await core.promotions.approve(asked.id, '', ben);
  clock.advance(3_600_000);
  await core.promotions.lookAfter();
  expect((await core.promotions.get(asked.id, ben)).failure).toBeNull();
  expect(live()).toMatchObject({ version: 1, rollout: { version: 2, share: 10 } });
});
