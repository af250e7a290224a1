import { afterEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { openCore } from '../core.ts';
import { silentLog } from '../engine/log.ts';
import { embeddedQueue } from '../queue/embedded-queue.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import { fileBlobs } from '../store/file-blobs.ts';
import { type SplitStore, splitStore } from '../store/split-store.ts';
import type { Store } from '../store/store.ts';
import { openKeyring } from '../vault/keyring.ts';
import { testFlow, testRegistry } from './test-nodes.ts';

const by = 'Ada';
let api: TestApi;
afterEach(() => api.close());

async function beside(store: Store) {
  const { clock, folder } = api;
  return openCore({
    store,
    clock,
    blobs: fileBlobs(`${folder}/blobs`),
    queue: embeddedQueue({ clock }),
    sandbox: createProcessSandbox({ bundle: '', clock }),
    log: silentLog,
    keyring: await openKeyring({ store: api.store, clock, secret: 'the secret of the tests' }),
    registry: testRegistry,
    contracts: [],
  });
}

/** Version 1 ran with one variable and table, version 2 runs with others. */
async function twoVersions() {
  api = await openTestApi();
  const { flows, variables, lookups } = api.core;
  const set = async (value: string) => {
    await variables.put('test', 'warehouse', { type: 'text', value, purpose: 'Where orders ship from' }, { by, why: 'test' });
    const columns = [
      { name: 'code', type: 'text' as const, isKey: true },
      { name: 'to', type: 'text' as const, isKey: false },
    ];
    await lookups.save('test', 'units', { purpose: 'Units', columns, ignoreCase: false, rows: [['BX', value]] }, { by, why: 'test' });
  };
  const key = "{{ vars.warehouse + lookup('units', item.unit) }}";
  for (const [value, label] of [
    ['HAM', 'one'],
    ['CGN', 'two'],
  ] as const) {
    await set(value);
    const { nodes, ...flow } = testFlow('orders');
    const [hook, step] = nodes;
    const changed = {
      ...flow,
      settings: { businessKeys: [{ kind: 'order', value: key }] },
      nodes: [hook, { ...step, config: { text: label } }],
    };
    await flows.replace('orders', { flow: changed as typeof flow & { nodes: typeof nodes }, by });
    await flows.publish('orders', { note: label, deployTo: ['test'], by });
  }
}

async function inTest() {
  const { deployments, variables, lookups } = api.core;
  await Promise.all([deployments.reload(), variables.reload(), lookups.reload()]);
  const { rows } = await lookups.content('test', 'units');
  const { goingBack } = deployments.stateOf('test');
  return { version: deployments.of('orders').test, warehouse: variables.values('test').warehouse, rows, goingBack };
}

const old = { version: 1, warehouse: 'HAM', rows: [['BX', 'HAM']], goingBack: undefined };
const fresh = { version: 2, warehouse: 'CGN', rows: [['BX', 'CGN']], goingBack: undefined };

// Dies after the k-th document that going back writes, for every k; another server finds what was left.
test('a crash at any point of a rollback leaves no version with the configuration of the other', async () => {
  const ends = new Set<number | undefined>();
  for (let k = 1; ; k++) {
    await twoVersions();
    const counting = splitStore(api.store, { crashAfter: Number.POSITIVE_INFINITY });
    await beside(counting);
    const dying: SplitStore = splitStore(api.store, { crashAfter: counting.written + k });
    const core = await beside(dying);
    const result = await core.flows.rollback('orders', { env: 'test', by }).catch(() => null);
    if (!dying.hasCrashed) {
      expect(result).toMatchObject({ version: 1, from: 2 });
      break;
    }
    api.clock.advance(60_000);
    await api.core.deployments.reload();
    await api.core.flows.makeDue();
    const ended = await inTest();
    expect(ended, `crash after document ${k}`).toEqual(ended.version === 1 ? old : fresh);
    const kinds = (await api.core.flows.history('orders', 'test')).map(({ kind }) => kind);
    expect(kinds).toEqual(ended.version === 1 ? ['rollback', 'deploy', 'deploy'] : ['deploy', 'deploy']);
    expect(api.core.lookups.history('test', 'units').length).toBeLessThanOrEqual(3);
    ends.add(ended.version);
    await api.close();
  }
  expect(await inTest()).toEqual(old);
  // What dies before it has said what it is about to do has done nothing; from then on it is finished.
  expect(ends).toEqual(new Set([2, 1]));
});

test('when the table cannot be brought back, all stays as it was, and the next attempt goes through', async () => {
  await twoVersions();
  let isRefusing = true;
  const core = await beside({
    ...api.store,
    collection: (schema) => {
      const collection = api.store.collection(schema);
      if (schema.name !== 'lookup_rows') return collection;
      return {
        ...collection,
        insert: (document) => (isRefusing ? Promise.reject(new Error('the disk is full')) : collection.insert(document)),
      };
    },
  });
  await expect(core.flows.rollback('orders', { env: 'test', by })).rejects.toThrow('the disk is full');
  expect(await inTest()).toEqual(fresh);
  isRefusing = false;
  expect(await core.flows.rollback('orders', { env: 'test', by })).toMatchObject({ version: 1 });
  expect(await inTest()).toEqual(old);
});
