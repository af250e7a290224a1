import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds, isLong } from '../prove.ts';
import type { State } from '../state.ts';

type Run = {
  readonly id: string;
  readonly owner: string | null;
  readonly token: number;
  readonly status: string;
  readonly data: string | null;
  readonly endedBy: string | null;
};
type Step = { readonly id: string; readonly writer: string };
const runs: CollectionSchema<Run> = {
  name: 'runs',
  fields: { owner: 'text', token: 'number', status: 'text', data: 'text', endedBy: 'text' },
};
const steps: CollectionSchema<Step> = { name: 'steps', fields: { writer: 'text' } };
const id = 'r1';

type Protocol = {
  /** Of a claim or take-over of what was read. */
  readonly whereClaimed?: (seen: Run) => Partial<Run>;
  readonly tokenAfter?: (seen: Run) => number;
  readonly whereEnded?: (worker: Process, token: number) => Partial<Run>;
  readonly stepId?: (token: number) => string;
};

/**
 * Two workers (or three), of which each may suspect the one that has the run, rightly or wrongly and at any time, and take it over. The one before it may be dead, or only
 * slow, and go on. What the run says in the end must be the work of the one that ended it.
 */
function model(name: string, protocol: Protocol): Model {
  const whereClaimed = protocol.whereClaimed ?? ((seen) => ({ token: seen.token, owner: seen.owner }));
  const tokenAfter = protocol.tokenAfter ?? ((seen) => seen.token + 1);
  const whereEnded = protocol.whereEnded ?? ((worker, token) => ({ token, owner: worker.name }));
  const stepId = protocol.stepId ?? ((token) => `${id}/${token}`);
  const work = (rounds: number) => async (worker: Process) => {
    const collection = worker.store.collection(runs);
    const attempt = async () => {
      await worker.until('sees the run due', () => true);
      const seen = await collection.get(id);
      if (!seen || seen.status === 'done') return;
      const token = tokenAfter(seen);
      if (!(await collection.update(id, { where: { ...whereClaimed(seen), status: 'ready' }, set: { owner: worker.name, token } }))) return;
      await worker.act('has the run', (state) => state.set('claims', `${worker.name}@${token}`, { id: `${worker.name}@${token}`, token }));
      const data = stepId(token);
      const writer = `${worker.name}@${token}`;
      await worker.store.collection(steps).upsert({ id: data, writer });
      await collection.update(id, {
        where: { ...whereEnded(worker, token), status: 'ready' },
        set: { status: 'done', data, endedBy: writer },
      });
    };
    // Attempts of one worker overlap: the first may still be on its way when it has lost the run and gets it again.
    await Promise.all(Array.from({ length: rounds }, attempt));
  };
  return {
    name,
    setUp(world) {
      world.state.set('runs', id, Object.freeze({ id, owner: null, token: 0, status: 'ready', data: null, endedBy: null }));
      world.process('W1', work(2));
      world.process('W2', work(1));
      if (isLong) world.process('W3', work(1), { mayCrash: false });
    },
    invariant(state: State) {
      const tokens = state.all('claims').map((claim) => claim.token);
      return new Set(tokens).size < tokens.length ? 'two workers have the run with one token' : undefined;
    },
    final(state: State) {
      const run = state.get('runs', id) as unknown as Run;
      const step = run.data === null ? undefined : (state.get('steps', run.data) as unknown as Step);
      if (run.status === 'done' && step?.writer !== run.endedBy) return `ended by ${run.endedBy}, shows the data of ${step?.writer}`;
      if (run.status === 'done' && !run.endedBy?.endsWith(`@${run.token}`)) return `ended by ${run.endedBy}, which had lost the run`;
      return undefined;
    },
  };
}

describe('a run that is taken over', () => {
  test('is written by one worker at a time: claims raise a token, writes name it, step data lie under it', async () => {
    await holds(model('token by compare-and-set', {}));
  });

  test('shows the data of a worker that had lost it, when step data are keyed by the run alone', async () => {
    expect(await breaks(model('step data without the token', { stepId: () => id }))).toMatch(/shows the data of/);
  });

  test('is held twice when the take-over does not compare what it read', async () => {
    expect(await breaks(model('take-over without compare-and-set', { whereClaimed: () => ({}) }))).toMatch(/one token/);
  });

  test('is ended by a worker that had lost it, when the end names no token', async () => {
    expect(await breaks(model('end without compare-and-set', { whereEnded: () => ({}) }))).toMatch(/had lost the run/);
  });

  test('is ended by an earlier attempt of its own worker, when the end names the owner only', async () => {
    expect(await breaks(model('end by owner', { whereEnded: (worker) => ({ owner: worker.name }) }))).toMatch(/had lost the run/);
  });

  test('is held twice when the token is not raised', async () => {
    expect(await breaks(model('one token for all', { tokenAfter: () => 1 }))).toMatch(/one token/);
  });
});
