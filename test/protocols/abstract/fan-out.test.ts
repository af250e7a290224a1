import { type CollectionSchema, DuplicateKey } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

type Run = {
  readonly id: string;
  readonly parent: string | null;
  readonly status: string;
  readonly owner: string | null;
  /** Of the parent: how many chunks were cut. */
  readonly cursor: number;
  readonly isCut: number;
  readonly settled: number;
};
const runs: CollectionSchema<Run> = {
  name: 'runs',
  fields: { parent: 'text', status: 'text', owner: 'text', cursor: 'number', isCut: 'number', settled: 'number' },
};
const blank = { parent: null, status: 'ready', owner: null, cursor: 0, isCut: 0, settled: 0 };
const chunks = 2;
const all = (state: State) => state.all('runs') as unknown as readonly Run[];

type Protocol = {
  readonly idOf?: (cutter: Process, chunk: number) => string;
  readonly cursorFirst?: boolean;
  readonly closesBy?: 'query' | 'counter' | 'query, cut or not';
};

/** A parent cuts its message into two chunks, each a run of its own; whoever dies is replaced; the parent closes when all have ended. */
function model(name: string, { idOf = (_, chunk) => `p/${chunk}`, cursorFirst = false, closesBy = 'query' }: Protocol): Model {
  const cut = async (cutter: Process) => {
    const collection = cutter.store.collection(runs);
    for (;;) {
      const parent = (await collection.get('p')) as Run;
      if (parent.cursor >= chunks) break;
      const next = () => collection.update('p', { set: { cursor: parent.cursor + 1 } });
      if (cursorFirst) await next();
      await collection.insert({ ...blank, id: idOf(cutter, parent.cursor), parent: 'p' }).catch((error: unknown) => {
        if (!(error instanceof DuplicateKey)) throw error;
      });
      if (!cursorFirst) await next();
    }
    await collection.update('p', { set: { isCut: 1 } });
    await close(cutter);
  };
  const close = async (process: Process) => {
    const collection = process.store.collection(runs);
    const parent = (await collection.get('p')) as Run;
    if (closesBy !== 'query, cut or not' && parent.isCut === 0) return;
    const isOver =
      closesBy === 'counter' ? parent.settled >= parent.cursor : (await collection.count({ parent: 'p', status: { not: 'done' } })) === 0;
    if (isOver) await collection.update('p', { where: { status: 'ready' }, set: { status: 'done' } });
  };
  const work = (worker: Process) => {
    const collection = worker.store.collection(runs);
    const isFree = (state: State) => (run: Run) =>
      run.parent !== null && run.status === 'ready' && (run.owner === null || isDead(state, run.owner));
    return worker.repeat(async () => {
      const run = await worker.act(
        'looks for a chunk',
        (state) => all(state).find(isFree(state)) as Run,
        (state) => all(state).some(isFree(state)),
      );
      if (!(await collection.update(run.id, { where: { owner: run.owner, status: 'ready' }, set: { owner: worker.name } }))) return;
      await collection.update(run.id, { where: { owner: worker.name }, set: { status: 'done' } });
      if (closesBy === 'counter') await collection.increase('p', 'settled');
      await close(worker);
    });
  };
  return {
    name,
    setUp(world) {
      world.state.set('runs', 'p', Object.freeze({ ...blank, id: 'p' }));
      world.process('cutter', cut);
      world.process(
        'next cutter',
        async (process) => {
          await process.until('the cutter died', (state) => isDead(state, 'cutter'));
          await cut(process);
        },
        { mayCrash: false },
      );
      world.process('W1', work);
      world.process('W2', work, { mayCrash: false });
      // The parent looks again from time to time: who was to close it may have died.
      world.process(
        'parent',
        async (process) => {
          await process.rest('has waited long enough');
          await close(process);
        },
        { mayCrash: false },
      );
    },
    invariant(state) {
      const children = all(state).filter((run) => run.parent !== null);
      if (children.length > chunks) return 'a chunk was cut twice';
      const isClosed = state.get('runs', 'p')?.status === 'done';
      return isClosed && children.filter((run) => run.status === 'done').length < chunks ? 'the parent has closed too early' : undefined;
    },
    final(state) {
      if (all(state).filter((run) => run.parent !== null).length < chunks) return 'a chunk is lost';
      return state.get('runs', 'p')?.status === 'done' ? undefined : 'the parent never closes';
    },
  };
}

describe('a parent of chunks', () => {
  test('closes once all have ended: ids by number, cursor after the chunk, closing by a query', async () => {
    await holds(model('query', {}));
  });

  test('never closes by a counter: who finished a chunk dies before it counts', async () => {
    expect(await breaks(model('counter', { closesBy: 'counter' }))).toMatch(/never closes/);
  });

  test('loses a chunk when the cursor is moved first', async () => {
    expect(await breaks(model('cursor first', { cursorFirst: true }))).toMatch(/a chunk is lost|too early|never closes/);
  });

  test('has a chunk twice when its id is drawn anew', async () => {
    expect(await breaks(model('random ids', { idOf: (cutter, chunk) => `p/${chunk} of ${cutter.name}` }))).toMatch(/cut twice/);
  });

  test('closes too early when it is not asked whether all is cut', async () => {
    expect(await breaks(model('cut or not', { closesBy: 'query, cut or not' }))).toMatch(/too early/);
  });
});
