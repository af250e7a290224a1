import type { Store } from '@crossdock/runtime/store/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ada, anInstallation, ben, flowItem, now, orders, released, root, type Server, toProd } from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
});
afterEach(() => server.close());

const hour = 3_600_000;
const day = 24 * hour;
const noTests = { tests: [] };
const iso = (at: number) => new Date(at).toISOString();

/** From now on for a day. */
async function inABlackout() {
  const { core, clock } = server;
  const blackouts = [{ title: 'Stocktaking', from: iso(clock.now() - hour), to: iso(clock.now() + day), channels: 'all' as const }];
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), blackouts }, 'Root');
}

test('what is scheduled for a time that is allowed is not deployed by hand before it, at a time that is not', async () => {
  const { core, clock } = server;
  await inABlackout();
  const version = await released(core, orders(noTests));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: iso(clock.now() + 2 * day) }), ada);
  expect((await core.promotions.approve(asked.id, '', ben)).state).toBe('scheduled');
  await expect(core.promotions.deploy(asked.id, now, ben)).rejects.toMatchObject({
    code: 'PROMOTION_GATES',
    message: expect.stringContaining('Stocktaking'),
  });
  expect(core.deployments.of('orders').prod).toBeUndefined();
  clock.advance(2 * day);
  await core.promotions.lookAfter();
  expect((await core.promotions.get(asked.id, ada)).state).toBe('deployed');
});

test('what was put in while the gates ran is not deployed by the gates of what was there before', async () => {
  const { core } = server;
  // Where nobody has to approve, the gates are all there is.
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), approvals: 0 }, 'Root');
  const good = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', good)]), ada);
  const bad = await released(core, orders({ value: 'not the item' }), []);
  let isChanged = false;
  const other = await server.beside((store) =>
    beforeWriting(store, 'promotions', async () => {
      if (isChanged) return;
      isChanged = true;
      await core.promotions.change(asked.id, [flowItem('orders', bad)], ada);
    }),
  );
  await expect(other.core.promotions.deploy(asked.id, now, root)).rejects.toMatchObject({
    code: 'PROMOTION_REFUSED',
    message: expect.stringContaining('changed while its gates ran'),
  });
  await core.catchUp();
  expect(isChanged).toBe(true);
  expect(core.deployments.of('orders').prod).toBeUndefined();
  // Nor are the old gates shown for it.
  const { gates } = await core.promotions.get(asked.id, ada);
  expect(gates.find(({ id }) => id === 'test-cases')?.state).not.toBe('pass');
});

test('what no server could deploy at its time is not deployed hours later, when nobody expects it any more', async () => {
  const { core, clock } = server;
  const version = await released(core, orders(noTests));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: iso(clock.now() + hour) }), ada);
  await core.promotions.approve(asked.id, '', ben);
  clock.advance(day);
  await core.promotions.lookAfter();
  expect(await core.promotions.get(asked.id, ada)).toMatchObject({
    state: 'failed',
    failure: 'No server was up at that time, and an hour later it was no longer made. Deploy it, or schedule it again.',
  });
  expect(core.deployments.of('orders').prod).toBeUndefined();
  expect((await core.promotions.deploy(asked.id, now, ben)).state).toBe('deployed');
});

test('what is approved only after the time it was asked for waits for somebody to deploy it', async () => {
  const { core, clock } = server;
  const version = await released(core, orders(noTests));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: iso(clock.now() + hour) }), ada);
  clock.advance(day);
  expect(await core.board()).toMatchObject({ flows: [{ cells: { prod: { state: 'approval', scheduledFor: null } } }] });
  expect(await core.promotions.approve(asked.id, '', ben)).toMatchObject({ state: 'approved', scheduledFor: null });
  await core.promotions.lookAfter();
  expect(core.deployments.of('orders').prod).toBeUndefined();
  expect((await core.promotions.deploy(asked.id, now, ben)).state).toBe('deployed');
});

test('a bundle in which a new flow took the address of an old one goes back', async () => {
  const { core } = server;
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), isGuarded: false }, 'Root');
  await released(core, orders({ path: 'sales', ...noTests }), ['test', 'prod']);
  const moved = await released(core, orders({ path: 'sales-old', ...noTests }));
  const taking = await released(core, orders({ id: 'shop', path: 'sales', ...noTests }));
  const asked = await core.promotions.create(toProd([flowItem('orders', moved), flowItem('shop', taking)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  expect((await core.promotions.deploy(asked.id, { overrides: [] }, root)).state).toBe('deployed');
  const back = await core.promotions.rollback(asked.id, { why: 'Orders stand still', discardLater: false }, ben);
  expect(back.state).toBe('rolled-back');
  expect(core.deployments.of('orders').prod).toBe(1);
  expect(core.deployments.of('shop').prod).toBeUndefined();
});

test('an approval is for what was looked at: what was put in meanwhile is not approved unseen', async () => {
  const { core } = server;
  const first = await released(core, orders(noTests));
  const asked = await core.promotions.create(toProd([flowItem('orders', first)]), ada);
  const second = await released(core, orders({ value: 'newer', ...noTests }));
  await core.promotions.change(asked.id, [flowItem('orders', second)], ada);
  await expect(core.promotions.approve(asked.id, '', ben, { content: asked.content })).rejects.toMatchObject({
    code: 'PROMOTION_REFUSED',
    message: `What ${asked.id} moves was changed since you looked at it, so nothing was approved. Look at it again.`,
  });
  const { content, base } = await core.promotions.get(asked.id, ben);
  expect((await core.promotions.approve(asked.id, '', ben, { content, base: base ?? '' })).state).toBe('approved');
});

test('an approval is for what the target ran: after another deployment there it does not count, and the gate says so', async () => {
  const { core } = server;
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), isGuarded: false }, 'Root');
  const first = await released(core, orders(noTests), ['test', 'prod']);
  const wanted = await released(core, orders({ value: 'newer', ...noTests }));
  const asked = await core.promotions.create(toProd([flowItem('orders', wanted)]), ada);
  expect((await core.promotions.approve(asked.id, '', ben)).state).toBe('approved');
  const between = await released(core, orders({ value: 'by hand', ...noTests }), ['prod']);
  const since = `prod has changed since Ben approved (Flow orders v${first} → v${between})`;
  const fallen = await core.promotions.get(asked.id, ada);
  expect(fallen).toMatchObject({ state: 'open', approvals: [{ by: 'Ben', counts: false }] });
  expect(fallen.gates.find(({ id }) => id === 'approvals')).toMatchObject({
    state: 'not-run',
    fact: `0 of 1; ${since}`,
    remedy: 'Look at what it changes now, and ask an approver of prod, other than the author, to approve it again.',
  });
  await expect(core.promotions.deploy(asked.id, now, root)).rejects.toThrow('needs one more approval');
  // Who still has the old difference on the screen neither approves nor deploys by it.
  const old = { content: asked.content, base: asked.base ?? '' };
  const overtaken = `prod has changed since you looked at ${asked.id}`;
  await expect(core.promotions.approve(asked.id, '', ben, old)).rejects.toThrow(overtaken);
  expect((await core.promotions.approve(asked.id, '', ben)).state).toBe('approved');
  await expect(core.promotions.deploy(asked.id, { ...now, ...old }, root)).rejects.toThrow(overtaken);
  expect((await core.promotions.deploy(asked.id, now, root)).state).toBe('deployed');
  expect((await core.promotions.get(asked.id, ada)).approvals.map(({ counts }) => counts)).toEqual([false, true]);
});

test('a server that stood still while another one took its deployment over does not switch anything any more', async () => {
  const { core, clock } = server;
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), isGuarded: false }, 'Root');
  await released(core, orders(noTests), ['test', 'prod']);
  const version = await released(core, orders({ value: 'newer', ...noTests }));
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  let hasStoodStill = false;
  const slow = await server.beside((store) =>
    beforeWriting(store, 'liveDeployments', async () => {
      if (hasStoodStill) return;
      hasStoodStill = true;
      clock.advance(5 * 60_000);
      await core.promotions.lookAfter();
    }),
  );
  await slow.core.promotions.deploy(asked.id, now, root).catch(() => null);
  await core.catchUp();
  expect(hasStoodStill).toBe(true);
  expect((await core.promotions.get(asked.id, ada)).state).toBe('failed');
  expect(core.deployments.of('orders').prod).toBe(1);
});

/** The store, with something that happens before each change of a document of one kind. */
function beforeWriting(store: Store, name: string, happen: () => Promise<void>): Store {
  return {
    ...store,
    collection: (schema) => {
      const collection = store.collection(schema);
      if (schema.name !== name) return collection;
      return {
        ...collection,
        async update(...given) {
          await happen();
          return collection.update(...given);
        },
      };
    },
  };
}
