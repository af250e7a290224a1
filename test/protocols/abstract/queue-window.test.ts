import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

type Run = {
  readonly id: string;
  readonly status: string;
  readonly owner: string | null;
  readonly token: number;
  readonly dispatch: number;
  readonly attempts: number;
  readonly dueAt: number | null;
};
const runs: CollectionSchema<Run> = {
  name: 'runs',
  fields: { status: 'text', owner: 'text', token: 'number', dispatch: 'number', attempts: 'number', dueAt: 'number' },
};
const window = 1;

type Protocol = {
  readonly jobId?: (run: Run) => string;
  /** What becomes of a job that was handled. */
  readonly keepsCompleted?: boolean;
  readonly feedsOnce?: boolean;
  readonly comparesDispatch?: boolean;
};

type Job = { readonly id: string; readonly run: string; readonly dispatch: number; readonly state: 'waiting' | 'completed' };
const runsOf = (state: State) => state.all('runs') as unknown as readonly Run[];
const jobsOf = (state: State) => state.all('queue') as unknown as readonly Job[];
const time = (state: State) => Number(state.get('time', 'now')?.value ?? 0);
const isDue = (state: State, run: Run) => run.status === 'ready' && run.owner === null && run.dueAt !== null && run.dueAt <= time(state);

/**
 * Two runs, of which the first needs two attempts with a pause between; a queue that holds one id, outside the store; a feeder that tops it up; somebody who empties
 * it once; two workers, of which one may die.
 */
function model(name: string, protocol: Protocol): Model {
  const { jobId = (run) => `${run.id}-${run.dispatch}`, keepsCompleted = false, feedsOnce = false, comparesDispatch = true } = protocol;
  const missing = (state: State) => {
    const waiting = jobsOf(state).filter((job) => job.state === 'waiting');
    const due = runsOf(state).filter((run) => isDue(state, run) && !jobsOf(state).some((job) => job.id === jobId(run)));
    return waiting.length < window ? due.slice(0, window - waiting.length) : [];
  };
  const feed = async (feeder: Process) => {
    let rounds = 0;
    await feeder.repeat(async () => {
      const found = await feeder.act('looks for due runs', missing, (state) => missing(state).length > 0);
      for (const run of found)
        await feeder.act(`puts ${jobId(run)}`, (state) => {
          if (!state.get('queue', jobId(run)))
            state.set('queue', jobId(run), { id: jobId(run), run: run.id, dispatch: run.dispatch, state: 'waiting' });
        });
      rounds++;
      return !feedsOnce || rounds < 2;
    });
  };
  const sweep = async (sweeper: Process) => {
    const orphan = (state: State) => runsOf(state).find((run) => run.owner !== null && isDead(state, run.owner));
    await sweeper.repeat(async () => {
      const run = await sweeper.act(
        'looks for orphans',
        (state) => orphan(state) as Run,
        (state) => orphan(state) !== undefined,
      );
      const set = { owner: null, dueAt: 0, token: run.token + 1, dispatch: run.dispatch + 1 };
      await sweeper.store.collection(runs).update(run.id, { where: { token: run.token, owner: run.owner }, set });
    });
  };
  const work = async (worker: Process) => {
    const waiting = (state: State) => jobsOf(state).find((job) => job.state === 'waiting');
    await worker.repeat(async () => {
      const job = await worker.act(
        'takes a job',
        (state) => {
          const first = waiting(state) as Job;
          state.set('queue', first.id, keepsCompleted ? { ...first, state: 'completed' } : undefined);
          return first;
        },
        (state) => waiting(state) !== undefined,
      );
      const run = await worker.store.collection(runs).get(job.run);
      if (run?.status !== 'ready' || (comparesDispatch && run.dispatch !== job.dispatch)) return;
      const where = { token: run.token, owner: null, ...(comparesDispatch && { dispatch: job.dispatch }) };
      const token = run.token + 1;
      if (!(await worker.store.collection(runs).update(run.id, { where, set: { owner: worker.name, token } }))) return;
      await worker.act(`executes ${run.id}`, (state) => {
        if (run.dueAt !== null && run.dueAt > time(state)) state.set('faults', 'early', { id: 'early', run: run.id });
      });
      const attempts = run.attempts + 1;
      const next =
        run.id === 'r1' && attempts === 1
          ? { owner: null, attempts, dueAt: 1, dispatch: run.dispatch + 1 }
          : { owner: null, attempts, dueAt: null, status: 'done' };
      await worker.store.collection(runs).update(run.id, { where: { token }, set: next });
    });
  };
  return {
    name,
    setUp(world) {
      for (const id of ['r1', 'r2'])
        world.state.set('runs', id, Object.freeze({ id, status: 'ready', owner: null, token: 0, dispatch: 0, attempts: 0, dueAt: 0 }));
      world.process('feeder', feed, { mayCrash: false });
      world.process('sweeper', sweep, { mayCrash: false });
      world.process('W1', work);
      world.process('W2', work, { mayCrash: false });
      world.process(
        'Redis',
        (redis) => redis.act('loses everything', (state) => jobsOf(state).map(({ id }) => state.set('queue', id, undefined))),
        {
          mayCrash: false,
        },
      );
      world.process('clock', (clock) => clock.act('moves on', (state) => state.set('time', 'now', { id: 'now', value: 1 })), {
        mayCrash: false,
      });
    },
    invariant: (state) => (state.get('faults', 'early') ? 'r1 was tried again before its time' : undefined),
    final(state) {
      const stuck = runsOf(state).find((run) => run.status !== 'done');
      return stuck && `${stuck.id} is never executed to its end`;
    },
  };
}

describe('a queue that holds a bounded window of ids', () => {
  test('may lose everything at any time: the feeder looks into the store again, jobs carry the dispatch number', async () => {
    await holds(model('window over the store', {}));
  });

  test('loses runs when each is put only once', async () => {
    expect(await breaks(model('put once', { feedsOnce: true }))).toMatch(/never executed/);
  });

  test('never starts a retry when jobs are named by the run and completed ones are kept', async () => {
    expect(await breaks(model('kept completed jobs', { jobId: (run) => run.id, keepsCompleted: true }))).toMatch(/never executed/);
  });

  test('tries again too early when a claim does not compare the dispatch number', async () => {
    expect(await breaks(model('dispatch not compared', { comparesDispatch: false }))).toMatch(/before its time/);
  });
});
