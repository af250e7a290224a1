import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds, isLong } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

type Run = { readonly id: string; readonly number: number; readonly status: string; readonly owner: string | null; readonly token: number };
type Lock = { readonly id: string; readonly last: number; readonly holder: string | null };
const runs: CollectionSchema<Run> = { name: 'runs', fields: { number: 'number', status: 'text', owner: 'text', token: 'number' } };
const locks: CollectionSchema<Lock> = { name: 'locks', fields: { last: 'number', holder: 'text' } };
const key = 'sku 1';

const runsOf = (state: State) => state.all('runs') as unknown as readonly Run[];
const unfinished = (state: State) =>
  runsOf(state)
    .filter((run) => run.status !== 'done')
    .sort((a, b) => a.number - b.number);
const isFree = (state: State, run: Run) => run.owner === null || isDead(state, run.owner);
const holderOf = (state: State) => (state.get('locks', key) as Lock | undefined)?.holder ?? null;

type Protocol = {
  readonly draw?: (server: Process, id: string) => Promise<number>;
  /** The run that may start, or none. */
  readonly next?: (state: State) => Run | undefined;
  /** Whether the lock was got. */
  readonly enter?: (worker: Process, run: Run) => Promise<boolean>;
  readonly leave?: (worker: Process, run: Run) => Promise<unknown>;
  readonly leavesFirst?: boolean;
  readonly leavesUnclaimed?: boolean;
  /** What one sender sends, each after the answer to the one before, and what another sends at any time. */
  readonly inTurn?: readonly string[];
  readonly beside?: readonly string[];
};

/** One sender waits for the answer to A before it sends B; another sends C at any time. Two workers execute what may start; either may die. */
function model(name: string, protocol: Protocol): Model {
  const {
    draw = drawNumber,
    next = smallestWithLock,
    enter = enterByRun,
    leave = leaveByRun,
    leavesFirst = false,
    leavesUnclaimed = false,
    inTurn = ['A'],
    beside = ['C'],
  } = protocol;
  const send = async (server: Process, id: string) => {
    const number = await draw(server, id);
    await server.store.collection(runs).insert({ id, number, status: 'ready', owner: null, token: 0 });
    await server.act(`acknowledges ${id}`, (state) => state.set('acknowledged', id, { id }));
  };
  const work = async (worker: Process) => {
    const collection = worker.store.collection(runs);
    await worker.repeat(async () => {
      const run = await worker.act(
        'looks for a run that may start',
        (state) => next(state) as Run,
        (state) => next(state) !== undefined,
      );
      if (!(await enter(worker, run))) return;
      const token = run.token + 1;
      const isOurs = await collection.update(run.id, { where: { token: run.token, status: 'ready' }, set: { owner: worker.name, token } });
      if (!isOurs) return leavesUnclaimed ? void (await leave(worker, run)) : undefined;
      await worker.act(`sends ${run.id}`, (state) => {
        if (!state.get('sent', run.id)) state.set('sent', run.id, { id: run.id, place: state.all('sent').length });
      });
      if (leavesFirst) await leave(worker, run);
      await collection.update(run.id, { where: { token }, set: { status: 'done' } });
      if (!leavesFirst) await leave(worker, run);
    });
  };
  return {
    name,
    setUp(world) {
      world.state.set('locks', key, { id: key, last: 0, holder: null });
      const sendAll = (ids: readonly string[]) => async (server: Process) => {
        for (const id of ids) await send(server, id);
      };
      world.process('S1', sendAll(inTurn), { mayCrash: false });
      world.process('S2', sendAll(beside));
      world.process('W1', work);
      world.process('W2', work, { mayCrash: false });
    },
    invariant(state) {
      const [a, b] = [state.get('sent', 'A'), state.get('sent', 'B')];
      if (b && !a && state.get('acknowledged', 'A')) return 'B was sent before A';
      const begun = state.all('sent').filter(({ id }) => (state.get('runs', id) as Run | undefined)?.status !== 'done');
      return begun.length > 1 ? `${begun.map(({ id }) => id).join(' and ')} are under way at once` : undefined;
    },
    final(state) {
      const stuck = runsOf(state).find((run) => run.status !== 'done');
      return stuck && `${stuck.id} never starts`;
    },
  };
}

const drawNumber = async (server: Process) => (await server.store.collection(locks).increase(key, 'last')) ?? 0;

function smallestWithLock(state: State): Run | undefined {
  const holder = holderOf(state);
  const held = holder === null ? undefined : (state.get('runs', holder) as unknown as Run);
  const run = held && held.status !== 'done' ? held : unfinished(state)[0];
  return run && isFree(state, run) ? run : undefined;
}

/** The lock belongs to the run. That of a run that has ended may be taken from it by anyone. */
async function enterByRun(worker: Process, run: Run): Promise<boolean> {
  const lock = await worker.store.collection(locks).get(key);
  if (lock?.holder === run.id) return true;
  if (lock && lock.holder !== null) {
    const holder = await worker.store.collection(runs).get(lock.holder);
    if (holder?.status !== 'done') return false;
  }
  return worker.store.collection(locks).update(key, { where: { holder: lock?.holder ?? null }, set: { holder: run.id } });
}

const leaveByRun = (worker: Process, run: Run) =>
  worker.store.collection(locks).update(key, { where: { holder: run.id }, set: { holder: null } });

describe('runs of one ordering key', () => {
  test('execute one at a time in the order of arrival: a number from a counter, a lock held by the run', async () => {
    await holds(model('counter, lock of the run; one sender', { inTurn: ['A', 'B'], beside: [] }));
    await holds(model('counter, lock of the run; two senders', {}));
    if (isLong)
      await holds(model('counter, lock of the run; two senders, three messages', { inTurn: ['A', 'B'] }), { crashes: 2, limit: 5_000_000 });
  });

  const noLock: Protocol = {
    next: (state) => {
      const [run] = unfinished(state);
      return run && isFree(state, run) ? run : undefined;
    },
    enter: async () => true,
    leave: async () => undefined,
  };

  test('overlap with the number alone: a smaller one becomes visible while a larger one is under way', async () => {
    expect(await breaks(model('counter, no lock', noLock))).toMatch(/under way at once/);
  });

  test('are cut in two when the lock belongs to the worker and is freed by its death', async () => {
    const why = await breaks(
      model('lock of the worker', {
        next: (state) => {
          const holder = holderOf(state);
          const [run] = unfinished(state).filter((one) => isFree(state, one));
          return holder === null || isDead(state, holder) ? run : undefined;
        },
        enter: async (worker) => {
          const lock = await worker.store.collection(locks).get(key);
          return worker.store.collection(locks).update(key, { where: { holder: lock?.holder ?? null }, set: { holder: worker.name } });
        },
        leave: (worker) => worker.store.collection(locks).update(key, { where: { holder: worker.name }, set: { holder: null } }),
        leavesUnclaimed: true,
      }),
    );
    expect(why).toMatch(/under way at once|B was sent before A/);
  });

  test('overlap when the lock is left before the end of the run is stored', async () => {
    expect(await breaks(model('lock left too early', { leavesFirst: true }))).toMatch(/under way at once/);
  });

  test('are reordered by the clocks of two servers', async () => {
    // The server that takes A is ahead of the one that takes B.
    const skewed = async (server: Process, id: string) => (id === 'A' ? 5_000 : 0) + server.clock.now();
    expect(await breaks(model('time of day as number', { draw: skewed, inTurn: ['A', 'B'], beside: [] }))).toMatch(
      /B was sent before A|under way at once/,
    );
  });

  test('wait for ever behind a number that a server took to its grave, when gaps are waited for', async () => {
    const why = await breaks(
      model('no gaps allowed', {
        next: (state) => {
          const run = smallestWithLock(state);
          return run?.number === runsOf(state).filter((one) => one.status === 'done').length + 1 ? run : undefined;
        },
      }),
    );
    expect(why).toMatch(/never starts/);
  });
});
