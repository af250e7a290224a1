import { personSchema } from '@crossdock/runtime/access/people/person';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ada, anInstallation, ben, flowItem, now, orders, released, type Server, toProd } from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), evidenceRuns: 0 }, 'Root');
});
afterEach(() => server.close());

const hour = 3_600_000;
const later = (ms: number) => new Date(server.clock.now() + ms).toISOString();

test('what is scheduled is deployed once at its time, however many servers look after it, with its gates run again', async () => {
  const { core, clock } = server;
  const other = await server.beside();
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: later(2 * hour) }), ada);
  expect((await core.promotions.approve(asked.id, '', ben)).state).toBe('scheduled');
  clock.advance(hour);
  await Promise.all([core.promotions.lookAfter(), other.core.promotions.lookAfter()]);
  expect(core.deployments.of('orders').prod).toBeUndefined();
  clock.advance(hour);
  await Promise.all([core.promotions.lookAfter(), other.core.promotions.lookAfter()]);
  await core.catchUp();
  expect(await core.promotions.get(asked.id, ada)).toMatchObject({ state: 'deployed', deployed: { by: 'Ada' } });
  const { items: lines } = await core.audit.list({ act: 'promotion.deployed' });
  expect(lines).toHaveLength(1);
  expect((await core.deployments.history.of('orders', 'prod')).map(({ kind }) => kind)).toEqual(['deploy']);
});

test('at its time the gates count as they are then: what is red by now keeps it, and it says why', async () => {
  const { core, clock } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: later(hour) }), ada);
  await core.promotions.approve(asked.id, '', ben);
  const next = await released(core, orders({ value: 'newer' }));
  clock.advance(hour);
  await core.promotions.lookAfter();
  expect(await core.promotions.get(asked.id, ada)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('Where it comes from: Flow orders@1 not in test. Deploy Flow orders@1 to test'),
  });
  expect(core.deployments.of('orders')).toEqual({ test: next });
  // Mended, it can be deployed without asking anybody again.
  await core.flows.deploy('orders', { env: 'test', version, by: 'Ada' });
  const newest = await core.promotions.deploy(asked.id, { overrides: [] }, ben);
  expect(newest).toMatchObject({ state: 'deployed', failure: null });
});

test('one that is to be deployed as soon as it is approved is, and its approver need not come back', async () => {
  const { core } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { isAutomatic: true }), ada);
  expect(asked.state).toBe('open');
  expect(await core.promotions.approve(asked.id, '', ben)).toMatchObject({ state: 'deployed', deployed: { by: 'Ada' } });
});

test('an approved one can be scheduled, taken off the schedule and deployed at once', async () => {
  const { core, clock } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)]), ada);
  await core.promotions.approve(asked.id, '', ben);
  expect(await core.promotions.deploy(asked.id, { overrides: [], at: later(hour) }, ben)).toMatchObject({
    state: 'scheduled',
    scheduledFor: later(hour),
  });
  expect(await core.promotions.unschedule(asked.id, ben)).toMatchObject({ state: 'approved', scheduledFor: null });
  clock.advance(2 * hour);
  await core.promotions.lookAfter();
  expect((await core.promotions.get(asked.id, ada)).state).toBe('approved');
  expect((await core.promotions.deploy(asked.id, now, ben)).state).toBe('deployed');
});

test('a time that has passed is refused with the field', async () => {
  const { core } = server;
  const version = await released(core, orders());
  await expect(core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: later(-1) }), ada)).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    details: [{ path: 'body.scheduledFor' }],
  });
});

test('what somebody scheduled whose account was disabled in between is not deployed, and it says why', async () => {
  const { core, clock, store } = server;
  const version = await released(core, orders());
  const asked = await core.promotions.create(toProd([flowItem('orders', version)], { scheduledFor: later(hour) }), ada);
  await core.promotions.approve(asked.id, '', ben);
  await store.collection(personSchema).update('ada', { set: { state: 'disabled' } });
  clock.advance(hour);
  await core.promotions.lookAfter();
  const failure =
    'The account of Ada, who asked for it, is disabled. Somebody who may deploy to prod has to deploy it, or to schedule it again.';
  expect(await core.promotions.get(asked.id, ben)).toMatchObject({ state: 'failed', failure });
  expect((await core.audit.list({ act: 'promotion.failed' })).items).toMatchObject([{ subject: asked.id, why: failure }]);
  expect(core.deployments.of('orders').prod).toBeUndefined();
});
