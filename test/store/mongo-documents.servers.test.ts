import { aRun, bytesOf, runs as runSchema, steps as stepSchema } from '@crossdock/runtime/store/conformance/sample-collections';
import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import type { Store } from '@crossdock/runtime/store/store';
import { Binary, MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { newDatabase, type TestDatabase } from '../support/servers/databases.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const url = inject('mongoUrl');
const isLocal = url !== null && /^mongodb:\/\/(127\.0\.0\.1|localhost):\d+\//.test(url);

describe.skipIf(url === null)('what lies in MongoDB', () => {
  let database: TestDatabase;
  let client: MongoClient;
  let store: Store;

  async function open(address = database.url): Promise<Store> {
    const opened = await openMongo({ url: address });
    onTestFinished(opened.store.close);
    return opened.store;
  }

  beforeEach(async () => {
    database = newDatabase(url ?? '');
    client = await new MongoClient(database.url).connect();
    store = (await openMongo({ url: database.url })).store;
  });
  afterEach(async () => {
    await store.close();
    await client.close();
    await database.drop();
  });

  it('a document has its fields under their names, and none that is null', async () => {
    await store.collection(runSchema).insert(aRun({ id: 'a', status: 'done', keys: ['order:1'], token: 7, message: bytesOf('m') }));
    expect(await client.db().collection('runs').findOne()).toEqual({
      _id: 'a',
      status: 'done',
      keys: ['order:1'],
      token: 7,
      message: new Binary(bytesOf('m')),
      _writes: [expect.any(String)],
    });
  });

  it('the declared indexes are there; an undeclared one of ours is dropped, and one of the operator’s own is kept', async () => {
    const runs = client.db().collection('runs');
    await runs.createIndex({ amount: 1 }, { name: 'all.amount' });
    await runs.createIndex({ amount: 1, env: 1 }, { name: 'reports' });
    await store.collection(runSchema).count();
    const found = (await runs.indexes()).map(({ name, key, unique, sparse, partialFilterExpression }) => ({
      name,
      key,
      unique,
      sparse,
      partialFilterExpression,
    }));
    expect(found).toHaveLength(6);
    expect(found).toEqual(
      expect.arrayContaining([
        { name: '_id_', key: { _id: 1 } },
        { name: 'reports', key: { amount: 1, env: 1 } },
        { name: 'unique.dedupe', key: { dedupe: 1 }, unique: true, sparse: true },
        { name: 'keys.keys', key: { keys: 1 }, sparse: true },
        { name: 'all.env.status.createdAt', key: { env: 1, status: 1, createdAt: 1, _id: 1 } },
        { name: 'present.lane.wakeAt', key: { lane: 1, wakeAt: 1, _id: 1 }, partialFilterExpression: { lane: { $exists: true } } },
      ]),
    );
  });

  it('the parts of a large record go with it', async () => {
    const steps = store.collection(stepSchema);
    const parts = client.db().collection('steps.parts');
    for (const id of ['r/1', 'r/2']) await steps.insert({ id, run: 'r', at: 1, body: new Uint8Array(20_000_000) });
    expect(await parts.countDocuments()).toBe(6);
    await steps.remove('r/1');
    expect(await parts.countDocuments()).toBe(3);
    await steps.removeWhere({ run: 'r' });
    expect(await parts.countDocuments()).toBe(0);
  });

  it('an address that asks for weak writes and reads of a secondary gets majority writes and reads of the primary', async () => {
    const mark = database.url.includes('?') ? '&' : '?';
    const runs = (
      await open(`${database.url}${mark}w=0&journal=false&readPreference=secondaryPreferred&readConcernLevel=local`)
    ).collection(runSchema);
    await runs.insert(aRun({ id: 'a' }));
    // With w=0 nobody would hear of it.
    await expect(runs.insert(aRun({ id: 'a' }))).rejects.toMatchObject({ name: 'DuplicateKey' });
    expect(await runs.update('a', { where: { status: 'none' }, set: { status: 'x' } })).toBe(false);
  });

  it.runIf(isLocal)('a compare-and-set whose result nobody can tell any more is refused, and never told wrong', async () => {
    const proxy = await startTcpProxy(Number(new URL(url ?? '').port));
    onTestFinished(proxy.close);
    const address = new URL(database.url);
    const slow = (await open(`mongodb://127.0.0.1:${proxy.port}${address.pathname}?directConnection=true`)).collection(runSchema);
    await Promise.all(['a', 'b'].map((id) => slow.insert(aRun({ id, token: 0 }))));

    // One of two holds, so the ids are read; before they are, others write over the one that held.
    const reading = proxy.holdAt('projection');
    const results = Promise.allSettled([
      slow.update('a', { where: { token: 0 }, set: { status: 'won' } }),
      slow.update('b', { where: { token: 1 }, set: { status: 'lost' } }),
    ]);
    const release = await reading;
    const others = store.collection(runSchema);
    for (let times = 0; times < 5; times++) await others.update('a', { increase: { token: 1 } });
    release();
    for (const result of await results)
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { name: 'StoreUnavailable', message: expect.stringMatching(/it is unknown whether/) },
      });
    expect(await others.get('a')).toMatchObject({ status: 'won', token: 5 });
    expect(await others.get('b')).toMatchObject({ status: null });
  });

  it.runIf(isLocal)('a compare-and-set that others wrote over a few times is still told right', async () => {
    const proxy = await startTcpProxy(Number(new URL(url ?? '').port));
    onTestFinished(proxy.close);
    const address = new URL(database.url);
    const slow = (await open(`mongodb://127.0.0.1:${proxy.port}${address.pathname}?directConnection=true`)).collection(runSchema);
    await Promise.all(['a', 'b'].map((id) => slow.insert(aRun({ id, token: 0 }))));
    const reading = proxy.holdAt('projection');
    const results = Promise.all([
      slow.update('a', { where: { token: 0 }, set: { status: 'won' } }),
      slow.update('b', { where: { token: 1 }, set: { status: 'lost' } }),
    ]);
    const release = await reading;
    for (let times = 0; times < 4; times++) await store.collection(runSchema).update('a', { increase: { token: 1 } });
    release();
    expect(await results).toEqual([true, false]);
  });
});
