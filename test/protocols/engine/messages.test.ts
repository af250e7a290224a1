import { aFlow, sendOrder } from '@crossdock/runtime/engine/test/a-flow';
import type { Store } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import { editedStore } from '../edited-store.ts';
import { breaks, holds, isLong } from '../prove.ts';
import type { State } from '../state.ts';
import { engineModel, receivedIn } from './engine-model.ts';

const once = { key: '{{ item.name }}' };
const order = { name: '1' };
const oneEffect = {
  flow: aFlow().step('once', 'routing.reject-duplicates', once).step('erp', 'connector.http', sendOrder).build(),
  effects: 1,
};
const twoServers = { ...oneEffect, servers: { S1: [order], S2: [order] } };
const twoWorkers = { ...oneEffect, servers: { S1: [order] }, isOwn: false, workers: ['W1'] };
const suspected = { ...oneEffect, servers: { S1: [order] }, isSuspicious: true };
const afterRead = {
  flow: aFlow()
    .step('stock', 'connector.http-read', { path: '/stock', connection: 'erp', result: 'found' })
    .step('erp', 'connector.http', { ...sendOrder, result: 'sent' })
    .step('wms', 'connector.http', { ...sendOrder, path: '/picks' })
    .build(),
  servers: { S1: [order] },
  effects: 2,
};
const withoutKey = {
  flow: aFlow()
    .step('erp', 'connector.http', { ...sendOrder, idempotencyHeader: '' })
    .build(),
  servers: { S1: [order] },
  effects: 1,
  ends: ['done', 'failed'],
};

describe('a message', () => {
  test('that two servers are sent is one run and one effect, also when one of them dies', async () => {
    await holds(engineModel('two servers', twoServers));
  });

  test('that two workers may execute is executed by one, also when one of them dies', async () => {
    await holds(engineModel('two workers', twoWorkers));
  });

  test('whose worker is taken for dead and goes on is one effect, and ends once', async () => {
    await holds(engineModel('a worker taken for dead', suspected), { crashes: isLong ? 1 : 0 });
  });

  test('is sent on with what was read the first time, however often its worker dies', async () => {
    await holds(engineModel('effects after a read', afterRead), { crashes: isLong ? 2 : 1 });
  });

  test('is never sent twice to a system that has no keys: a person decides', async () => {
    await holds(engineModel('no keys', withoutKey));
    await holds(engineModel('no keys, a worker taken for dead', { ...withoutKey, isSuspicious: true }), { crashes: 0 });
  });
});

const ordered = {
  flow: aFlow({ orderingKey: '{{ item.sku }}' }).step('erp', 'connector.http', sendOrder).build(),
  servers: {
    S1: [
      { sku: 'A', n: 1 },
      { sku: 'A', n: 2 },
    ],
  },
  effects: 2,
  invariant(state: State) {
    const place = (n: number) => receivedIn(state).find(({ bodies }) => bodies[0]?.includes(`"n":${n}`))?.place ?? Number.POSITIVE_INFINITY;
    return place(2) < place(1) ? 'the second message was sent before the first' : undefined;
  },
};

describe('messages of one ordering key', () => {
  test.runIf(isLong)('are sent in their order by the server that accepts them', async () => {
    await holds(engineModel('ordered, own', ordered));
  });

  test('are sent in their order by two workers', async () => {
    await holds(engineModel('ordered, workers', { ...ordered, isOwn: false, workers: isLong ? ['W1'] : [] }), { crashes: 0 });
  });
});

describe('the explorer finds out an engine', () => {
  const edited = (name: string, edit: Parameters<typeof editedStore>[2]) => ({ edit: (store: Store) => editedStore(store, name, edit) });

  test('that accepts without the key in the run', async () => {
    const free = edited('runs', (runs) => ({ insert: (run) => runs.insert({ ...run, dedupe: run.id }) }));
    expect(await breaks(engineModel('no key in the run', { ...twoServers, ...free }))).toMatch(/2 effects/);
  });

  test('that claims without comparing', async () => {
    const greedy = edited('runs', (runs) => ({
      update: (id, change) => runs.update(id, change.set?.owner ? { ...change, where: {} } : change),
    }));
    expect(await breaks(engineModel('claim without comparing', { ...twoWorkers, ...greedy }))).toMatch(/was sent 2 times|hangs/);
  });

  test('that ends runs without comparing the token', async () => {
    const careless = edited('runs', (runs) => ({
      update: (id, change) => runs.update(id, change.set?.finishedAt ? { ...change, where: {} } : change),
    }));
    expect(await breaks(engineModel('end without comparing', { ...suspected, ...careless }), { crashes: 0 })).toMatch(/had lost it/);
  });

  test('that stores a run before the record it refers to', async () => {
    const late = edited('records', (records) => ({
      insert: async (record) => {
        await records.get('somebody is slow');
        await records.insert(record);
      },
    }));
    expect(await breaks(engineModel('record after the run', { ...oneEffect, servers: { S1: [order] }, ...late }))).toMatch(/is not there/);
  });

  test('that sends before its intent is stored', async () => {
    const forgetful = edited('runs', (runs) => ({
      update: (id, change) =>
        change.set && !('status' in change.set) && 'progress' in change.set ? Promise.resolve(true) : runs.update(id, change),
    }));
    expect(await breaks(engineModel('no intents', { ...withoutKey, ...forgetful }))).toMatch(/2 effects/);
    expect(await breaks(engineModel('no intents after a read', { ...afterRead, ...forgetful }))).toMatch(/two requests/);
  });
});
