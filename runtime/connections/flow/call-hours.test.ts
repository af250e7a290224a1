import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { createCallHours } from './call-hours.ts';

const hour = 3_600_000;
let folder: string;
let store: Store;
let clock: TestClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-calls-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  clock = testClock();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A process with one connection that has called so often since its start. */
function aProcess(id = 'dev/erp-main') {
  const counts = { id, callsDone: 0, callsFailed: 0 };
  return { counts, hours: createCallHours({ store, clock, stats: () => [counts] }) };
}

describe('the calls of a connection by the hour', () => {
  test('stand in the hour in which they were made, and of no other environment', async () => {
    const { counts, hours } = aProcess();
    counts.callsDone = 5;
    await hours.write();
    clock.advance(hour);
    counts.callsDone = 8;
    counts.callsFailed = 2;
    const last = (await hours.read('dev'))('erp-main');
    expect(last).toHaveLength(24);
    expect(last.slice(-2)).toEqual([
      { hour: '2026-11-21T08:00:00.000Z', done: 5, failed: 0 },
      { hour: '2026-11-21T09:00:00.000Z', done: 3, failed: 2 },
    ]);
    expect((await hours.read('prod'))('erp-main').some(({ done, failed }) => done + failed > 0)).toBe(false);
  });

  test('are those of all processes, also of one that has ended', async () => {
    const first = aProcess();
    first.counts.callsDone = 4;
    await first.hours.write();
    const second = aProcess();
    second.counts.callsFailed = 1;
    expect((await second.hours.read('dev'))('erp-main').at(-1)).toMatchObject({ done: 4, failed: 1 });
    await second.hours.write();
    expect((await first.hours.read('dev'))('erp-main').at(-1)).toMatchObject({ done: 4, failed: 1 });
  });

  test('are forgotten after a day', async () => {
    const { counts, hours } = aProcess();
    counts.callsDone = 4;
    await hours.write();
    clock.advance(26 * hour);
    counts.callsDone = 5;
    await hours.write();
    const restarted = aProcess();
    expect((await restarted.hours.read('dev'))('erp-main').filter(({ done }) => done > 0)).toHaveLength(1);
    expect(await store.collection({ name: 'connectionCallHours', fields: { hour: 'number', counts: 'body' } }).count()).toBe(1);
  });
});
