import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Collection, Store } from '../../store/store.ts';
import { due } from '../dispatch/due.ts';
import { silentLog } from '../log.ts';
import { type RunDocument, runCollection } from '../run/run-document.ts';
import { aRun } from '../test/a-run.ts';
import { type Lease, sharedLease, usualLease } from './lease.ts';
import { createRole } from './role.ts';
import { createTakeOver, type TakeOver } from './take-over.ts';

let folder: string;
let store: Store;
let runs: Collection<RunDocument>;
let clock: TestClock;
const open: Lease[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-lease-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  runs = store.collection(runCollection);
  clock = testClock();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((lease) => lease.close()));
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function aWorker(clockOfIts: TestClock = clock): Promise<{ lease: Lease; takeOver: TakeOver; taken: () => number }> {
  const serves = { envs: [], lanes: [], kind: 'worker' as const, version: '1' };
  const lease = sharedLease({ store, clock: clockOfIts, log: silentLog, serves });
  open.push(lease);
  await lease.start();
  let taken = 0;
  const takeOver = createTakeOver({ store, runs, clock: clockOfIts, log: silentLog, lease, onTaken: () => taken++ });
  return { lease, takeOver, taken: () => taken };
}

/** Moves the time in small steps, so that heartbeats are written in between. */
async function pass(ms: number, ...clocks: TestClock[]): Promise<void> {
  for (let done = 0; done < ms; done += 1000) {
    for (const one of clocks) one.advance(1000);
    await store.flush().catch(() => {});
    // A heartbeat's answer arrives with a later turn of the event loop.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a lease', () => {
  test('is held as long as the heartbeat is written', async () => {
    const { lease } = await aWorker();
    await pass(5 * usualLease, clock);
    expect(lease.isHeld()).toBe(true);
    expect(lease.lost.aborted).toBe(false);
  });

  test('runs out by the own clock when the store does not answer, before others can take over', async () => {
    const { lease } = await aWorker();
    const { lost, workerId } = lease;
    await store.close();
    await pass(usualLease - 3000, clock);
    expect(lease.isHeld()).toBe(false);
    expect(lease.remainingMs()).toBe(0);
    expect(lost.aborted).toBe(true);
    expect(lease.workerId).toBe(workerId);
    store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  });

  test('of a worker that stood still is lost: it goes on under a new name', async () => {
    const asleep = testClock();
    const { lease } = await aWorker(asleep);
    const other = await aWorker();
    const { workerId, lost } = lease;
    await other.takeOver.look();
    await pass(usualLease, clock);
    await other.takeOver.look();
    expect(
      (await store.collection<{ id: string; state: string }>({ name: 'workers', fields: { state: 'text' } }).get(workerId))?.state,
    ).toBe('dead');
    await pass(4000, asleep);
    expect(lost.aborted).toBe(true);
    expect(lease.workerId).not.toBe(workerId);
    expect(lease.isHeld()).toBe(true);
  });
});

describe('taking over', () => {
  test('a dead worker’s runs are due at once, with a raised token, as orphans', async () => {
    const dead = await aWorker(testClock());
    const heir = await aWorker();
    await runs.insert({ ...aRun('r_1'), status: 'running', owner: dead.lease.workerId, token: 3, dispatch: 1 });
    await heir.takeOver.look();
    await pass(usualLease, clock);
    expect(await heir.takeOver.look()).toBe(1);
    const run = await runs.get('r_1');
    expect(run).toMatchObject({ owner: null, token: 4, dispatch: 2, isOrphan: 1, ...due(aRun('r_1'), clock.now()) });
    expect(heir.taken()).toBe(1);
  });

  test('a worker whose counter moves keeps its runs, however far its clock is off', async () => {
    const off = testClock(Date.UTC(2031, 0, 1));
    const alive = await aWorker(off);
    const other = await aWorker();
    await runs.insert({ ...aRun('r_1'), status: 'running', owner: alive.lease.workerId });
    for (let i = 0; i < 10; i++) {
      await pass(5000, clock, off);
      expect(await other.takeOver.look()).toBe(0);
    }
    expect((await runs.get('r_1'))?.owner).toBe(alive.lease.workerId);
  });

  test('a run that a worker claims after it was buried is found too', async () => {
    const zombie = await aWorker(testClock());
    const heir = await aWorker();
    await heir.takeOver.look();
    await pass(usualLease, clock);
    await heir.takeOver.look();
    await runs.insert({ ...aRun('r_late'), status: 'running', owner: zombie.lease.workerId });
    expect(await heir.takeOver.look()).toBe(1);
  });

  test('what a worker that ended by itself left behind is taken without waiting', async () => {
    const gone = await aWorker();
    const heir = await aWorker();
    await runs.insert({ ...aRun('r_1'), status: 'running', owner: gone.lease.workerId });
    await gone.lease.close();
    expect(await heir.takeOver.look()).toBe(1);
  });

  test('a worker back from the dead writes nothing: its token is old', async () => {
    const zombie = await aWorker(testClock());
    const heir = await aWorker();
    await runs.insert({ ...aRun('r_1'), status: 'running', owner: zombie.lease.workerId, token: 1 });
    await heir.takeOver.look();
    await pass(usualLease, clock);
    await heir.takeOver.look();
    const write = runs.update('r_1', { where: { token: 1, owner: zombie.lease.workerId }, set: { status: 'done' } });
    expect(await write).toBe(false);
  });
});

describe('a role', () => {
  test('is held by one process, and passes on when that ends or dies', async () => {
    const one = await aWorker();
    const two = await aWorker();
    const first = createRole('feeder', { store, clock, lease: one.lease });
    const second = createRole('feeder', { store, clock, lease: two.lease });
    expect([await first.look(), await second.look()]).toEqual([true, false]);
    expect([first.isHeld(), second.isHeld()]).toEqual([true, false]);
    await first.close();
    expect(await second.look()).toBe(true);
    expect(await first.look()).toBe(false);
    await two.lease.close();
    expect(await first.look()).toBe(true);
  });
});
