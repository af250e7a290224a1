import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Collection, Store } from '../../store/store.ts';
import { notDue } from '../dispatch/due.ts';
import { type RunDocument, runCollection } from '../run/run-document.ts';
import { aRun } from '../test/a-run.ts';
import { createOrdering, type Ordering, orderKeyOf } from './ordering.ts';

const key = orderKeyOf('dev', 'orders', 'SKU-1');
const worker = 'w1';
let folder: string;
let store: Store;
let runs: Collection<RunDocument>;
let ordering: Ordering;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-ordering-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  runs = store.collection(runCollection);
  ordering = createOrdering({ store, runs, clock: testClock() });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A message of the key, accepted and in a worker's hands. */
async function arrive(id: string, more: Partial<RunDocument> = {}): Promise<RunDocument> {
  const orderNumber = await ordering.draw('dev', 'orders', key);
  const run = aRun(id, { orderKey: key, orderTurn: key, orderNumber, owner: worker, status: 'running', ...more });
  await runs.insert(run);
  return run;
}

async function end(run: RunDocument): Promise<void> {
  await runs.update(run.id, { set: { status: 'done', owner: null, ...notDue, orderTurn: null } });
}

/** A worker takes up a run that is due. */
async function claim(id: string): Promise<RunDocument> {
  const run = (await runs.get(id)) as RunDocument;
  expect(run.owner).toBeNull();
  expect(run.dueAt, `${id} is due`).not.toBeNull();
  await runs.update(id, { set: { owner: worker, ...notDue, status: 'running' } });
  return { ...run, owner: worker };
}

const isAsleep = async (id: string) => {
  const run = await runs.get(id);
  return run?.owner === null && run.dueAt === null && run.status === 'queued';
};

describe('runs of one key', () => {
  test('take their turns in the order of their numbers; who ends wakes the next', async () => {
    const [a, b, c] = [await arrive('a'), await arrive('b'), await arrive('c')];
    expect([a.orderNumber, b.orderNumber, c.orderNumber]).toEqual([1, 2, 3]);
    expect(await ordering.enter(c, worker)).toBe(false);
    expect(await ordering.enter(a, worker)).toBe(true);
    expect(await ordering.enter(b, worker)).toBe(false);
    expect([await isAsleep('b'), await isAsleep('c')]).toEqual([true, true]);
    await end(a);
    await ordering.leave(a);
    expect(await isAsleep('c')).toBe(true);
    expect(await ordering.enter(await claim('b'), worker)).toBe(true);
    await end(b);
    await ordering.leave(b);
    expect(await ordering.enter(await claim('c'), worker)).toBe(true);
  });

  test('keep the turn while they retry, park or wait', async () => {
    const [a, b] = [await arrive('a'), await arrive('b')];
    expect(await ordering.enter(a, worker)).toBe(true);
    await runs.update('a', { set: { status: 'retrying', owner: null, dueAt: 9, ready: 'dev/General/5' } });
    expect(await ordering.enter(b, worker)).toBe(false);
    expect(await ordering.enter(await claim('a'), worker)).toBe(true);
  });

  test('of another key do not wait', async () => {
    const other = orderKeyOf('dev', 'orders', 'SKU-2');
    const a = await arrive('a');
    const b = aRun('b', { orderKey: other, orderTurn: other, orderNumber: await ordering.draw('dev', 'orders', other), owner: worker });
    await runs.insert(b);
    expect([await ordering.enter(a, worker), await ordering.enter(b, worker)]).toEqual([true, true]);
  });

  test('a gap in the numbers means nothing', async () => {
    await ordering.draw('dev', 'orders', key);
    expect(await ordering.enter(await arrive('a'), worker)).toBe(true);
  });

  test('a replay has the turn of its original and goes before later ones', async () => {
    const a = await arrive('a');
    const b = await arrive('b');
    const replay = { ...a, id: 'a2', dedupe: 'a2', replayOf: 'a', lineage: 'a' };
    await runs.update('a', { set: { status: 'failed', owner: null } });
    await runs.insert(replay);
    expect(await ordering.enter(b, worker)).toBe(false);
    expect(await ordering.enter(replay, worker)).toBe(true);
  });

  test('a failed run that holds its key lets nobody by until it is settled', async () => {
    const a = await arrive('a');
    await ordering.enter(a, worker);
    const b = await arrive('b');
    expect(await ordering.enter(b, worker)).toBe(false);
    await runs.update('a', { set: { status: 'failed', owner: null, openExceptions: 1 } });
    await ordering.leave(a);
    await ordering.sweep();
    expect(await isAsleep('b')).toBe(true);
    await runs.update('a', { set: { orderTurn: null, openExceptions: null } });
    await ordering.leave(a);
    expect(await isAsleep('b')).toBe(false);
  });
});

describe('whoever was to pass the turn on and died', () => {
  test.each([
    ['after the run’s last write', async (a: RunDocument) => end(a)],
    [
      'after giving the turn away',
      async (a: RunDocument) => {
        await end(a);
        await store
          .collection<{ id: string; holder: string | null }>({ name: 'orderKeys', fields: { holder: 'text' } })
          .update(key, { set: { holder: '' } });
      },
    ],
  ])('%s is made good by the sweep', async (_, die) => {
    const [a, b] = [await arrive('a'), await arrive('b')];
    await ordering.enter(a, worker);
    await ordering.enter(b, worker);
    await die(a);
    expect(await isAsleep('b')).toBe(true);
    await ordering.sweep();
    expect(await isAsleep('b')).toBe(false);
    expect(await ordering.enter(await claim('b'), worker)).toBe(true);
  });

  test('a run that was cancelled before it began leaves no one asleep', async () => {
    const [a, b] = [await arrive('a'), await arrive('b')];
    await ordering.enter(b, worker);
    await runs.update('a', { set: { status: 'cancelled', owner: null, orderTurn: null } });
    await ordering.sweep();
    expect(await isAsleep('b')).toBe(false);
    expect(a.orderNumber).toBeLessThan(b.orderNumber ?? 0);
  });
});

test('the keys that wait are listed, the longest first', async () => {
  const a = await arrive('a', { createdAt: 5 });
  await ordering.enter(a, worker);
  await ordering.enter(await arrive('b', { createdAt: 7 }), worker);
  expect(await ordering.waiting('dev', 10)).toEqual([{ key, flow: 'orders', runs: 2, oldest: 5 }]);
  expect(await ordering.waiting('prod', 10)).toEqual([]);
});

test('a later run is seen, so that a flow whose latest message wins can skip the earlier', async () => {
  const a = await arrive('a');
  expect(await ordering.hasLater(a)).toBe(false);
  await arrive('b');
  expect(await ordering.hasLater(a)).toBe(true);
});

test('a key of any length is kept apart from others that begin alike', () => {
  const long = 'x'.repeat(500);
  expect(orderKeyOf('dev', 'f', `${long}1`)).not.toBe(orderKeyOf('dev', 'f', `${long}2`));
  expect(orderKeyOf('dev', 'f', `${long}1`).length).toBeLessThan(250);
});
