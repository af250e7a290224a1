import { due, notDue } from '@crossdock/runtime/engine/dispatch/due';
import { createOrdering, orderKeyOf } from '@crossdock/runtime/engine/ordering/ordering';
import { type RunDocument, runCollection } from '@crossdock/runtime/engine/run/run-document';
import type { Store } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import { editedStore, withoutWhere } from '../edited-store.ts';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds, isLong } from '../prove.ts';
import { runsIn, workOnce } from './mini-worker.ts';
import { aRun } from './run-documents.ts';

const key = orderKeyOf('dev', 'orders', 'sku 1');

/** The real ordering of a process, on its store or on one that somebody has edited. */
function parts(process: Process, edit: (store: Store) => Store) {
  const store = edit(process.store);
  const runs = store.collection(runCollection);
  return { runs, ordering: createOrdering({ store, runs, clock: process.clock }) };
}
type Parts = ReturnType<typeof parts>;

/** What a worker does with a run that it has: waits its turn, sends, ends, passes the turn on. */
async function execute(process: Process, { runs, ordering }: Parts, run: RunDocument): Promise<void> {
  if (!(await ordering.enter(run, process.name))) return;
  await process.act(`sends ${run.id}`, (state) => {
    if (!state.get('sent', run.id)) state.set('sent', run.id, { id: run.id, place: state.all('sent').length });
  });
  const ended = { ...notDue, status: 'done' as const, owner: null, orderTurn: null };
  if (await runs.update(run.id, { where: { token: run.token, owner: process.name }, set: ended })) await ordering.leave(run);
}

const work = (process: Process, given: Parts) => workOnce(process, given.runs, (run) => execute(process, given, run));

type Setting = {
  /** Runs of each server, one sent after the other was acknowledged. */
  readonly servers: Readonly<Record<string, readonly string[]>>;
  /** Whether servers execute what they accepted. */
  readonly isOwn: boolean;
  readonly workers: readonly string[];
  /** A sweep may fall anywhere, beside those that come when everything is at rest. */
  readonly sweepsEarly?: boolean;
  readonly edit?: (store: Store) => Store;
};

function model(name: string, { servers, isOwn, workers, sweepsEarly, edit = (store) => store }: Setting): Model {
  const serve = (ids: readonly string[]) => async (process: Process) => {
    const given = parts(process, edit);
    const executed: Promise<void>[] = [];
    for (const id of ids) {
      const orderNumber = await given.ordering.draw('dev', 'orders', key);
      const order = { orderKey: key, orderTurn: key, orderNumber };
      const blank = aRun(id, order);
      const run = { ...blank, ...(isOwn ? { owner: process.name } : due(blank, 1)) };
      await given.runs.insert(run);
      if (isOwn) executed.push(execute(process, given, run));
    }
    await Promise.all(executed);
  };
  return {
    name,
    setUp(world) {
      world.state.set('orderKeys', key, Object.freeze({ id: key, env: 'dev', flow: 'orders', last: 0, holder: null, heldSince: null }));
      // One of those that are alike may die; one worker lives on.
      for (const [index, [server, ids]] of Object.entries(servers).entries()) world.process(server, serve(ids), { mayCrash: index === 0 });
      for (const worker of [...workers, 'last'])
        world.process(worker, (process) => process.repeat(() => work(process, parts(process, edit))), { mayCrash: worker !== 'last' });
      if (sweepsEarly) world.process('early sweeper', (process) => parts(process, edit).ordering.sweep(), { mayCrash: false });
      world.process(
        'sweeper',
        async (process) => {
          for (let round = 0; round < 3; round++) {
            await process.rest('sees that nothing moves');
            await parts(process, edit).ordering.sweep();
          }
        },
        { mayCrash: false },
      );
    },
    invariant(state) {
      const place = (id: string) => Number(state.get('sent', id)?.place ?? Number.POSITIVE_INFINITY);
      for (const ids of Object.values(servers))
        for (const [index, id] of ids.entries())
          if (index > 0 && place(id) < place(ids[index - 1] as string)) return `${id} was sent before ${ids[index - 1]}`;
      const begun = runsIn(state).filter((run) => state.get('sent', run.id) && run.status !== 'done');
      return begun.length > 1 ? `${begun.map((run) => run.id).join(' and ')} are under way at once` : undefined;
    },
    final(state) {
      const stuck = runsIn(state).find((run) => run.status !== 'done');
      return stuck && `${stuck.id} is never executed`;
    },
  };
}

const oneServer = { servers: { S1: ['A', 'B'] }, isOwn: true, workers: [] };
const twoServers = { servers: { S1: ['A'], S2: ['B'] }, isOwn: true, workers: [] };
const twoWorkers = { servers: { S1: ['A', 'B'] }, isOwn: false, workers: ['W1'] };

describe('the ordering of the engine keeps the order, loses nobody and lets one run at a time', () => {
  test('of messages that two servers accept and execute, one of which may die', async () => {
    await holds(model('two servers', twoServers));
  });

  test('of messages that two workers execute, one of which may die', async () => {
    await holds(model('one server, two workers', twoWorkers));
  });

  test.runIf(isLong)('of three messages, with two crashes', async () => {
    await holds(model('two servers, three messages', { ...twoServers, servers: { S1: ['A', 'B'], S2: ['C'] } }));
    await holds(model('two servers, one worker', { ...twoServers, workers: ['W1'] }), { crashes: 2 });
    await holds(model('one server', oneServer));
    await holds(model('two servers and a sweep', { ...twoServers, sweepsEarly: true }));
  });
});

describe('the explorer finds out an ordering', () => {
  const edit = (change: Parameters<typeof editedStore>[2], name = 'orderKeys') => ({
    edit: (store: Store) => editedStore(store, name, change),
  });

  test('that takes the turn without comparing who has it', async () => {
    expect(await breaks(model('turn taken', { ...twoServers, ...edit(withoutWhere('heldSince')) }))).toMatch(/under way at once/);
  });

  test('that hands out one number twice', async () => {
    const twice = edit((keys) => ({ increase: async (id, field) => ((await keys.get(id))?.[field] as number) + 1 }));
    expect(await breaks(model('number read, not drawn', { ...twoWorkers, ...twice }))).toMatch(/was sent before/);
  });

  test('that lets a run sleep without making its key one that is swept', async () => {
    const unmarked = edit((keys) => ({
      update: (id, change) =>
        change.set?.holder === '' && change.where?.holder === null ? Promise.resolve(false) : keys.update(id, change),
    }));
    expect(await breaks(model('key not marked', { ...twoServers, ...unmarked }))).toMatch(/never executed/);
  });

  test('that gives the turn to nobody while a run is on its way to sleep', async () => {
    const quietly = edit((keys) => {
      let isDraw = true;
      // The number is raised by who draws one only, not by who goes to sleep.
      const increase = async (id: string, field: string) => {
        if (!isDraw) return null;
        isDraw = false;
        return keys.increase(id, field);
      };
      return { increase };
    });
    expect(await breaks(model('sleeps without raising the number', { ...twoServers, sweepsEarly: true, ...quietly }))).toMatch(
      /never executed/,
    );
  });

  test('that cannot see runs which have no turn', async () => {
    const unseen = edit((runs) => ({ insert: (run) => runs.insert({ ...run, orderTurn: null }) }), 'runs');
    expect(await breaks(model('no turn', { ...twoWorkers, ...unseen }))).toMatch(/was sent before|under way at once/);
  });
});
