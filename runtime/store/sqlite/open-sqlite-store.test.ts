import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRun, bytesOf, runs } from '../conformance/sample-collections.ts';
import type { CollectionSchema, Store } from '../store.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

let place: string;
let file: string;
const stores: Store[] = [];
const open = async (options: { maxBytes?: number } = {}) => {
  const store = await openSqliteStore({ file, ...options });
  stores.push(store);
  return store;
};
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'crossdock-sqlite-'));
  file = join(place, 'crossdock.db');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  rmSync(place, { recursive: true });
});

describe('the log', () => {
  it('is brought into the database as it grows, between the groups', async () => {
    const store = await open();
    const collection = store.collection(runs);
    for (let round = 0; round < 20; round++)
      await Promise.all(
        Array.from({ length: 50 }, (_, n) => collection.insert(aRun({ id: `${round}-${n}`, summary: 's'.repeat(20_000) }))),
      );
    await store.flush();
    expect(statSync(`${file}-wal`).size).toBeLessThan(8 * 1024 * 1024);
    expect(statSync(file).size).toBeGreaterThan(16 * 1024 * 1024);
  });
});

describe('opening', () => {
  it('makes pages of 16 KB that can be given back', async () => {
    const store = await open();
    store.collection(runs);
    await store.close();
    const db = new DatabaseSync(file);
    expect({ ...db.prepare('PRAGMA page_size').get() }).toEqual({ page_size: 16_384 });
    expect({ ...db.prepare('PRAGMA auto_vacuum').get() }).toEqual({ auto_vacuum: 2 });
    db.close();
  });

  it('refuses a database that is open elsewhere, at once', async () => {
    await open();
    await expect(open()).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringContaining('in use by another process') });
  });

  it('refuses a file that is no database, and one with a damaged page', async () => {
    writeFileSync(file, 'x'.repeat(10_000));
    await expect(open()).rejects.toMatchObject({ name: 'CorruptStore', message: expect.stringContaining('restore it from a backup') });
    rmSync(file);
    const store = await open();
    const collection = store.collection(runs);
    await Promise.all(Array.from({ length: 500 }, (_, n) => collection.insert(aRun({ id: `${n}`, summary: 's'.repeat(300) }))));
    await store.close();
    const handle = openSync(file, 'r+');
    for (let page = 8; page < 14; page++) writeSync(handle, Buffer.alloc(2_000, 0xab), 0, 2_000, page * 16_384 - 5_000);
    closeSync(handle);
    await expect(open()).rejects.toMatchObject({ name: 'CorruptStore' });
  });

  it('refuses a place that cannot be written, with the cause', async () => {
    writeFileSync(join(place, 'blocked'), '');
    file = join(place, 'blocked', 'crossdock.db');
    await expect(open()).rejects.toMatchObject({ name: 'StoreUnavailable', cause: expect.anything() });
  });

  it('can give pages back, syncs every commit and keeps a log', async () => {
    await open();
    await stores.pop()?.close();
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    db.close();
  });
});

describe('a full disk', () => {
  it('fails the writes with StoreUnavailable, keeps what was acknowledged, and goes on when there is room again', async () => {
    const store = await open({ maxBytes: 1_500_000 });
    const collection = store.collection(runs);
    const message = new Uint8Array(20_000);
    const kept: string[] = [];
    let refused: unknown = null;
    for (let n = 0; n < 100 && refused === null; n++) {
      try {
        await collection.insert(aRun({ id: `${n}`, message }));
        kept.push(`${n}`);
      } catch (error) {
        refused = error;
      }
    }
    expect(refused).toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringContaining('the disk is full'),
      cause: expect.anything(),
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(await collection.count()).toBe(kept.length);
    await collection.removeWhere({ id: { in: kept.slice(0, 5) } });
    await collection.insert(aRun({ id: 'room again', message }));
  });
});

describe('a schema that grew', () => {
  type Old = { readonly id: string; readonly name: string | null };
  type New = Old & { readonly rank: number | null; readonly tags: readonly string[] | null; readonly body: Uint8Array | null };
  const before: CollectionSchema<Old> = { name: 'things', fields: { name: 'text' }, indexes: [{ fields: ['name'] }] };
  const after: CollectionSchema<New> = {
    name: 'things',
    fields: { rank: 'number', name: 'text', tags: 'keys', body: 'bytes' },
    unique: ['rank'],
    indexes: [{ fields: ['rank', 'name'], where: 'present' }],
  };

  it('gets its new fields and indexes at open; what was there reads them as null', async () => {
    const old = await open();
    await old.collection(before).insert({ id: 'a', name: 'one' });
    await old.close();
    const store = await open();
    const things = store.collection(after);
    expect(await things.get('a')).toEqual({ id: 'a', name: 'one', rank: null, tags: null, body: null });
    await things.update('a', { set: { rank: 1, tags: ['t'], body: bytesOf('b') } });
    expect((await things.find({ where: { tags: { has: 't' } }, select: ['rank'] })).items).toEqual([{ id: 'a', rank: 1 }]);
    await expect(things.insert({ id: 'b', name: null, rank: 1, tags: null, body: null })).rejects.toMatchObject({ field: 'rank' });
    await store.close();
    const db = new DatabaseSync(file);
    const indexes = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`).all();
    expect(indexes.map((index) => index.name)).toEqual(['things.present.rank.name', 'things.unique.rank']);
    db.close();
  });

  it('refuses a field whose type changed, by name', async () => {
    const old = await open();
    old.collection(before);
    await old.close();
    const store = await open();
    expect(() => store.collection<{ id: string; name: number | null }>({ name: 'things', fields: { name: 'number' } })).toThrow(
      /things\.name is stored as TEXT/,
    );
  });
});

describe('plans', () => {
  it('find the place of a later page by the index, not by reading all pages before', async () => {
    const store = await open();
    store.collection(runs);
    await store.close();
    const db = new DatabaseSync(file);
    const plan = (sql: string) =>
      db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => row.detail)
        .join('; ');
    expect(
      plan(
        `SELECT id FROM runs WHERE env = 'dev' AND status = 'done' AND createdAt <= 5 AND (createdAt < 5 OR id < 'x') ORDER BY createdAt DESC, id DESC LIMIT 5`,
      ),
    ).toContain('runs.all.env.status.createdAt (env=? AND status=? AND createdAt<?)');
    expect(plan(`SELECT id FROM runs WHERE lane = 'shop' AND wakeAt <= 5 ORDER BY wakeAt, id LIMIT 5`)).toContain(
      'runs.present.lane.wakeAt (lane=? AND wakeAt<?)',
    );
    db.close();
  });
});

it('keeps the file near its content while documents come and go', async () => {
  const store = await open();
  const collection = store.collection(runs);
  const message = new Uint8Array(8_000);
  for (let round = 0; round < 12; round++) {
    await Promise.all(Array.from({ length: 200 }, (_, n) => collection.insert(aRun({ id: `${round}-${n}`, createdAt: round, message }))));
    await collection.removeWhere({ createdAt: { lt: round } });
    await store.flush();
  }
  await store.close();
  // One round holds 200 x 8 KB; without the pages being used again or given back there would be 19 MB.
  expect(statSync(file).size).toBeLessThan(6_000_000);
});
