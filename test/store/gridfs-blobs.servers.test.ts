import { openMongo } from '@crossdock/runtime/store/mongodb/open-mongo';
import { MongoClient, ObjectId } from 'mongodb';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { newDatabase, type TestDatabase } from '../support/servers/databases.ts';

const url = inject('mongoUrl');

describe.skipIf(url === null)('blobs in GridFS', () => {
  let database: TestDatabase;
  let client: MongoClient;
  let opened: Awaited<ReturnType<typeof openMongo>>;
  const stored = async () => ({
    files: await client.db().collection('blobs.files').countDocuments(),
    chunks: await client.db().collection('blobs.chunks').countDocuments(),
    uploads: await client.db().collection('blobs.uploads').countDocuments(),
  });

  beforeEach(async () => {
    database = newDatabase(url ?? '');
    client = await new MongoClient(database.url).connect();
    opened = await openMongo({ url: database.url });
  });
  afterEach(async () => {
    await opened.store.close();
    await client.close();
    await database.drop();
  });

  it('a replaced blob leaves nothing of the one before', async () => {
    await opened.blobs.put('run/a', new Uint8Array(600_000));
    await opened.blobs.put('run/a', new Uint8Array(300_000).fill(7));
    expect(await stored()).toEqual({ files: 1, chunks: 2, uploads: 0 });
  });

  it('of several puts of one id at the same time one is left, whole', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => opened.blobs.put('run/a', new Uint8Array(300_000).fill(n))));
    const bytes = await opened.blobs.get('run/a');
    expect(bytes?.byteLength).toBe(300_000);
    expect(new Set(bytes).size).toBe(1);
    await opened.blobs.remove('run/');
    expect(await stored()).toEqual({ files: 0, chunks: 0, uploads: 0 });
  });

  it('an upload that breaks off leaves nothing', async () => {
    async function* breaking() {
      yield new Uint8Array(400_000);
      throw new Error('the sender went away');
    }
    await expect(opened.blobs.put('run/a', breaking())).rejects.toThrow('the sender went away');
    expect(await stored()).toEqual({ files: 0, chunks: 0, uploads: 0 });
  });

  it('what a dead process had half uploaded goes at a start a day later, and not what may still be under way', async () => {
    const hour = 3_600_000;
    for (const [_id, at] of [
      [new ObjectId(), Date.now() - 25 * hour],
      [new ObjectId(), Date.now() - hour],
    ] as const) {
      await client.db().collection<{ _id: ObjectId; at: number }>('blobs.uploads').insertOne({ _id, at });
      await client
        .db()
        .collection('blobs.chunks')
        .insertOne({ files_id: _id, n: 0, data: Buffer.alloc(10) });
    }
    const next = await openMongo({ url: database.url });
    await expect.poll(stored, { timeout: 10_000 }).toEqual({ files: 0, chunks: 1, uploads: 1 });
    await next.store.close();
  });

  it('is read by other tools of MongoDB under its own name', async () => {
    await opened.blobs.put('run-1/0/message', new Uint8Array(10));
    expect(await client.db().collection('blobs.files').findOne()).toMatchObject({
      filename: 'run-1/0/message',
      length: 10,
      chunkSize: 261_120,
    });
  });
});
