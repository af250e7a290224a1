import { due, notDue } from '@crossdock/runtime/engine/dispatch/due';
import { type Lease, sharedLease } from '@crossdock/runtime/engine/lease/lease';
import { createTakeOver } from '@crossdock/runtime/engine/lease/take-over';
import { silentLog } from '@crossdock/runtime/engine/log';
import { type RunDocument, runCollection } from '@crossdock/runtime/engine/run/run-document';
import type { Store } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import { editedStore } from '../edited-store.ts';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holdsInSamples } from '../prove.ts';
import type { State } from '../state.ts';
import { claim, isDue, runsIn } from './mini-worker.ts';
import { aRun } from './run-documents.ts';

const serves = { envs: [], lanes: [], kind: 'worker', version: '1' } as const;

/** The real lease and take-over of a process. */
function parts(process: Process, edit: (store: Store) => Store) {
  const store = edit(process.store);
  const runs = store.collection(runCollection);
  const { clock } = process;
  const lease = sharedLease({ store, clock, log: silentLog, serves });
  return { runs, lease, takeOver: createTakeOver({ store, runs, clock, log: silentLog, lease, onTaken: () => undefined }) };
}
type Parts = ReturnType<typeof parts>;

async function execute(process: Process, { runs, lease }: Parts, run: RunDocument): Promise<void> {
  await process.act(`works on ${run.id} as ${lease.workerId}`, () => undefined);
  const ended = { ...notDue, status: 'done' as const, owner: null };
  const isOurs = await runs.update(run.id, { where: { token: run.token, owner: lease.workerId }, set: ended });
  if (!isOurs) return;
  await process.act(`has ended ${run.id}`, (state) => {
    const id = `${run.id} with token ${run.token}`;
    state.set('(ended)', id, Object.freeze({ id, token: run.token }));
  });
}

const dueNow = (state: State) => runsIn(state).find(isDue);

/**
 * W1 works under a lease of its own, is slow or dies. An impatient process may take it for dead while it lives, because its own clock runs ahead; a patient one looks
 * when nothing else happens.
 */
function model(name: string, edit: (store: Store) => Store = (store) => store): Model {
  const work = async (process: Process, given: Parts) => {
    const run = await process.act(
      'takes a job',
      (state) => dueNow(state) as RunDocument,
      (state) => dueNow(state) !== undefined,
    );
    await claim(given.runs, run, given.lease.workerId, (claimed) => execute(process, given, claimed));
  };
  const watch = (rounds: number) => async (process: Process) => {
    const given = parts(process, edit);
    for (let round = 0; round < rounds; round++) {
      await new Promise<void>((resolve) => process.clock.after(8_000, resolve));
      await given.takeOver.look();
    }
  };
  return {
    name,
    setUp(world) {
      world.state.set('runs', 'R1', Object.freeze({ ...aRun('R1'), ...due(aRun('R1'), 1) }));
      world.process(
        'W1',
        async (process) => {
          const given = parts(process, edit);
          await given.lease.start();
          for (let round = 0; round < 2; round++) await work(process, given);
        },
        { timers: 3 },
      );
      world.process(
        'W2',
        async (process) => {
          const lease: Lease = { ...parts(process, edit).lease, workerId: 'W2' };
          await process.repeat(() => work(process, { ...parts(process, edit), lease }));
        },
        { mayCrash: false },
      );
      world.process('impatient', watch(3), { mayCrash: false, timers: 3 });
      world.process('patient', watch(5), { mayCrash: false, timers: 5, isPatient: true });
    },
    invariant(state) {
      return state.all('(ended)').length > 1 ? 'the run has ended twice' : undefined;
    },
    final(state) {
      const stuck = runsIn(state).find((run) => run.status !== 'done');
      return stuck && `${stuck.id} is nobody's: owner ${stuck.owner}, due ${stuck.dueAt}`;
    },
  };
}

describe('a lease', () => {
  test('hands on the runs of a worker that is dead or taken for dead, and lets them end once', async () => {
    await holdsInSamples(model('lease'), { schedules: 500 });
  });

  test('is found out when runs end without naming token and owner', async () => {
    const careless = (store: Store) =>
      editedStore(store, 'runs', (runs) => ({
        update: (id, change) => runs.update(id, change.set?.status === 'done' ? { ...change, where: {} } : change),
      }));
    expect(await breaks(model('end without comparing', careless))).toMatch(/twice/);
  });

  test('is found out when the dead are forgotten at once: one that sleeps may claim under its old name', async () => {
    const forgetful = (store: Store) =>
      editedStore(store, 'workers', (workers) => ({
        update: (id, change) => (change.set?.state === 'dead' ? workers.remove(id) : workers.update(id, change)),
      }));
    expect(await breaks(model('dead forgotten', forgetful))).toMatch(/nobody/);
  });
});
