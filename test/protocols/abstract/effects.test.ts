import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

type Run = {
  readonly id: string;
  readonly token: number;
  readonly owner: string | null;
  readonly status: string;
  readonly attempts: number;
  /** What was read before the effect; null when it is not stored. */
  readonly read: number | null;
  readonly effect: 'none' | 'intended' | 'confirmed' | 'unknown';
};
const runs: CollectionSchema<Run> = {
  name: 'runs',
  fields: { token: 'number', owner: 'text', status: 'text', attempts: 'number', read: 'number', effect: 'text' },
};
const id = 'r1';
const runOf = (state: State) => state.get('runs', id) as unknown as Run;

type Protocol = {
  /** Whether the other side knows a repeat by its key. */
  readonly hasKeys: boolean;
  readonly keyOf?: (run: Run) => string;
  /** What is stored before the effect is sent. */
  readonly before?: (read: number) => Partial<Run>;
  /** What is done about an effect that may have happened. */
  readonly inDoubt?: 'repeat' | 'ask a person';
};

/** One run reads something that changes, then sends one effect made of it. Its worker may die at any place; another goes on. */
function model(name: string, protocol: Protocol): Model {
  const { hasKeys, keyOf = () => id, before = (read) => ({ read, effect: 'intended' }) } = protocol;
  const inDoubt = protocol.inDoubt ?? (hasKeys ? 'repeat' : 'ask a person');
  const read = (worker: Process) =>
    worker.act('reads', (state) => {
      const count = Number(state.get('outside', 'stock')?.count ?? 0) + 1;
      state.set('outside', 'stock', Object.freeze({ id: 'stock', count }));
      return count;
    });
  const send = (worker: Process, run: Run, value: number) =>
    worker.act(`sends what it read: ${value}`, (state) => {
      const key = hasKeys ? keyOf(run) : `effect ${state.all('effects').length}`;
      const known = state.get('effects', key);
      state.set('effects', key, Object.freeze({ id: key, body: known?.body ?? value }));
      if (known && known.body !== value) state.set('faults', key, Object.freeze({ id: key }));
    });
  const attempt = async (worker: Process) => {
    const isFree = (state: State) =>
      runOf(state).status === 'ready' && (runOf(state).owner === null || isDead(state, runOf(state).owner ?? ''));
    const seen = await worker.act('looks', runOf, isFree);
    const token = seen.token + 1;
    const run = { ...seen, token, owner: worker.name, attempts: seen.attempts + 1 };
    const collection = worker.store.collection(runs);
    const { owner, attempts } = run;
    if (!(await collection.update(id, { where: { token: seen.token }, set: { token, owner, attempts } }))) return;
    const where = { token, owner };
    if (run.effect === 'intended' && inDoubt === 'ask a person')
      return void (await collection.update(id, { where, set: { status: 'exception', effect: 'unknown' } }));
    const value = run.read ?? (await read(worker));
    if (run.effect === 'none') {
      const set = before(value);
      if (Object.keys(set).length > 0 && !(await collection.update(id, { where, set }))) return;
    }
    if (run.effect !== 'confirmed') await send(worker, run, value);
    await collection.update(id, { where, set: { status: 'done', effect: 'confirmed' } });
  };
  return {
    name,
    setUp(world) {
      const run: Run = { id, token: 0, owner: null, status: 'ready', attempts: 0, read: null, effect: 'none' };
      world.state.set('runs', id, Object.freeze(run));
      for (const worker of ['W1', 'W2', 'W3'])
        world.process(worker, (process) => process.repeat(() => attempt(process)), { mayCrash: worker !== 'W3' });
    },
    invariant(state) {
      if (state.all('faults').length > 0) return 'one key was sent with two requests';
      return state.all('effects').length > 1 ? 'the effect has happened twice' : undefined;
    },
    final(state) {
      const { status } = runOf(state);
      if (status === 'ready') return 'the run hangs';
      return status === 'done' && state.all('effects').length === 0 ? 'the run says it was sent, and it was not' : undefined;
    },
  };
}

describe('an effect', () => {
  test('happens once by its key, with what was read stored before it is sent', async () => {
    await holds(model('key and intent', { hasKeys: true }), { crashes: 2 });
  });

  test('happens at most once without keys: the intent is stored, and a person decides what is in doubt', async () => {
    await holds(model('no keys, intent', { hasKeys: false }), { crashes: 2 });
  });

  test('happens twice when each attempt has a key of its own', async () => {
    const perAttempt = { hasKeys: true, keyOf: (run: Run) => `${id}/${run.attempts}` };
    expect(await breaks(model('key per attempt', perAttempt))).toMatch(/happened twice/);
  });

  test('is sent with two requests under one key when what was read is not stored', async () => {
    expect(await breaks(model('read forgotten', { hasKeys: true, before: () => ({}) }))).toMatch(/two requests/);
  });

  test('happens twice without keys when no intent is stored', async () => {
    expect(await breaks(model('no keys, no intent', { hasKeys: false, before: (read) => ({ read }) }))).toMatch(/happened twice/);
  });

  test('happens twice without keys when doubt is repeated', async () => {
    expect(await breaks(model('no keys, repeated', { hasKeys: false, inDoubt: 'repeat' }))).toMatch(/happened twice/);
  });

  test('never happens when it is confirmed before it is sent', async () => {
    const early = { hasKeys: true, before: (read: number) => ({ read, effect: 'confirmed' as const }) };
    expect(await breaks(model('confirmed first', early))).toMatch(/was not/);
  });
});
