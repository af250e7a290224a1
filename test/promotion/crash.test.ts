import { SimulatedCrash, type SplitStore, splitStore } from '@crossdock/runtime/store/split-store';
import type { Store } from '@crossdock/runtime/store/store';
import { expect, test } from 'vitest';
import { ada, anInstallation, ben, flowItem, items, now, orders, released, type Server, toProd } from './an-installation.ts';

/** More documents than any of these deployments writes. */
const beyond = 60;
const noTests = { tests: [] };
const saving = { by: 'Ada', why: 'test' };
const earlier = [['GLV-1', 'OLD']] as const;
const later = [['GLV-1', 'NEW']] as const;

/** Prod has one version of all; an approved bundle brings the next of two flows and of their table, and a contract. */
async function anApprovedBundle(server: Server): Promise<string> {
  const { core } = server;
  const policy = await core.promotions.policy('prod');
  await core.promotions.setPolicy('prod', { ...policy, evidenceRuns: 0, isGuarded: false }, 'Root');
  await core.lookups.save('test', 'sku-to-item', items(later), saving);
  await core.lookups.save('prod', 'sku-to-item', items(earlier), saving);
  await core.contracts.add({
    subject: 'line',
    title: 'Line',
    schema: { type: 'object', properties: { sku: { type: 'string' } } },
    by: 'Ada',
    why: 'test',
  });
  for (const id of ['orders', 'shipping']) await released(core, orders({ id, ...noTests }), ['test', 'prod']);
  for (const id of ['orders', 'shipping']) await released(core, orders({ id, value: 'new', ...noTests }));
  const wanted = [
    flowItem('orders', 2),
    flowItem('shipping', 2),
    { kind: 'lookup' as const, name: 'sku-to-item' },
    { kind: 'contract' as const, name: 'line@1' },
  ];
  const asked = await core.promotions.create(toProd(wanted), ada);
  await core.promotions.approve(asked.id, '', ben);
  return asked.id;
}

async function inProd({ core, store }: Server) {
  await core.catchUp();
  const { flows } = core.deployments.stateOf('prod');
  return {
    flows: Object.entries(flows)
      .map(([id, { version }]) => `${id}@${version}`)
      .sort(),
    rows: (await core.lookups.content('prod', 'sku-to-item')).rows,
    contracts: (await store.collection({ name: 'released_contracts', fields: {} }).find({})).items.map(({ id }) => id),
  };
}

const old = { flows: ['orders@1', 'shipping@1'], rows: earlier, contracts: [] };
const fresh = { flows: ['orders@2', 'shipping@2'], rows: later, contracts: ['prod/line@1'] };

// Dies after the k-th document that a deployment writes, for every k; another server finds what was left. Whatever k is: everything is new, or everything is old.
test('a crash after any document of a deployment leaves all or nothing, and the promotion says which', async () => {
  let hasReachedTheEnd = false;
  const ends: string[] = [];
  for (let k = 1; k < beyond && !hasReachedTheEnd; k++) {
    const server = await anInstallation();
    const id = await anApprovedBundle(server);
    const [dying, split] = await dyingAfter(server, k);
    hasReachedTheEnd = await survives(() => dying.core.promotions.deploy(id, now, ben), split());
    server.clock.advance(5 * 60_000);
    await server.core.promotions.lookAfter();
    const { state, failure } = await server.core.promotions.get(id, ada);
    ends.push(state);
    const about = `crash after document ${k}: ${state}`;
    expect(await inProd(server), about).toEqual(state === 'deployed' ? fresh : old);
    expect(['approved', 'failed', 'deployed'], about).toContain(state);
    if (state === 'failed') expect(failure).toContain('Deploy it again.');
    // Nothing is in the way of the next attempt.
    if (state !== 'deployed') await server.core.promotions.deploy(id, now, ben);
    expect(await inProd(server), about).toEqual(fresh);
    await server.close();
  }
  expect(hasReachedTheEnd).toBe(true);
  expect(new Set(ends)).toEqual(new Set(['approved', 'failed', 'deployed']));
}, 300_000);

test('a crash after any document of a rollback leaves all or nothing, and the promotion says which', async () => {
  let hasReachedTheEnd = false;
  for (let k = 1; k < beyond && !hasReachedTheEnd; k++) {
    const server = await anInstallation();
    const id = await anApprovedBundle(server);
    await server.core.promotions.deploy(id, now, ben);
    const [dying, split] = await dyingAfter(server, k);
    hasReachedTheEnd = await survives(() => dying.core.promotions.rollback(id, { why: 'Try', discardLater: false }, ben), split());
    server.clock.advance(5 * 60_000);
    await server.core.promotions.lookAfter();
    const { state } = await server.core.promotions.get(id, ada);
    const about = `crash after document ${k}: ${state}`;
    expect(['deployed', 'rolled-back'], about).toContain(state);
    // The journal is there from the first document on: what has begun is finished.
    expect(await inProd(server), about).toEqual(state === 'deployed' ? fresh : old);
    await server.close();
  }
  expect(hasReachedTheEnd).toBe(true);
}, 300_000);

async function dyingAfter(server: Server, k: number) {
  let split: SplitStore | undefined;
  let isReady = false;
  const dying = await server.beside((store: Store) => {
    split = splitStore(store, { crashAfter: Number.POSITIVE_INFINITY });
    return late(store, () => (isReady ? split : undefined));
  });
  split = splitStore(server.store, { crashAfter: k });
  isReady = true;
  return [dying, () => split as SplitStore] as const;
}

/** The store itself until the crash is armed: what a server writes when it starts does not count. */
function late(store: Store, armed: () => Store | undefined): Store {
  return {
    ...store,
    collection: (schema) => {
      const plain = store.collection(schema);
      let dying: ReturnType<Store['collection']> | undefined;
      return new Proxy(plain, {
        get(_, name: string) {
          const from = armed();
          dying ??= from?.collection(schema) as typeof dying;
          return Reflect.get(dying ?? plain, name);
        },
      });
    },
  };
}

async function survives(work: () => Promise<unknown>, split: SplitStore): Promise<boolean> {
  try {
    await work();
    return !split.hasCrashed;
  } catch (error) {
    if (!split.hasCrashed) throw error;
    expect(error === null || error instanceof SimulatedCrash || error instanceof Error).toBe(true);
    return false;
  }
}
