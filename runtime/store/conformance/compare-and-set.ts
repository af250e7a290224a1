import { describe, expect, it } from 'vitest';
import { compareAndSetSelfTest } from '../compare-and-set-self-test.ts';
import { freshStores } from './open-store.ts';
import { aRun, bytesOf, type StoreFactory, textOf } from './sample-collections.ts';

export function describeCompareAndSet(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  describe('compare-and-set', () => {
    it('sets what is given and leaves the rest', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', status: 'queued', token: 1, lane: 'shop', keys: ['k'], message: bytesOf('m') }));
      expect(
        await runs.update('a', { where: { status: 'queued', token: 1 }, set: { status: 'running', lane: null }, increase: { token: 1 } }),
      ).toBe(true);
      const read = await runs.get('a');
      expect(read).toMatchObject({ status: 'running', token: 2, lane: null, keys: ['k'] });
      expect(textOf(read?.message ?? null)).toBe('m');
    });

    it('does nothing when one of the conditions does not hold or the document is not there', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', status: 'queued', token: 1 }));
      expect(await runs.update('a', { where: { status: 'queued', token: 2 }, set: { status: 'running' } })).toBe(false);
      expect(await runs.update('a', { where: { lane: { not: null } }, set: { status: 'running' } })).toBe(false);
      expect(await runs.update('b', { set: { status: 'running' } })).toBe(false);
      expect((await runs.get('a'))?.status).toBe('queued');
    });

    it('has exactly one winner per round among 50 concurrent updaters', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', token: 0 }));
      for (let round = 0; round < 20; round++) {
        const won = await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            runs.update('a', { where: { token: round }, set: { token: round + 1, status: `worker-${n}` } }),
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await runs.get('a'))?.status).toBe(`worker-${won.indexOf(true)}`);
      }
    });

    it('loses no increase of 50 concurrent ones; an absent number counts as 0', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a' }));
      await Promise.all(Array.from({ length: 50 }, () => runs.update('a', { increase: { token: 2 } })));
      expect((await runs.get('a'))?.token).toBe(100);
    });

    it('gives each of 50 concurrent callers of increase a number of its own; null when there is no such document', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', status: 'kept' }));
      const given = await Promise.all(Array.from({ length: 50 }, () => runs.increase('a', 'token')));
      expect(given.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
      expect(await runs.get('a')).toEqual(aRun({ id: 'a', status: 'kept', token: 50 }));
      expect(await runs.increase('missing', 'token')).toBeNull();
      expect(await runs.get('missing')).toBeNull();
      await expect(runs.increase('a', 'status')).rejects.toThrow(/runs\.status is no number/);
    });

    it('an increase keeps its place among the other writes of its document', async () => {
      const { runs } = await fresh();
      const results = await Promise.all([
        runs.increase('a', 'token'),
        runs.insert(aRun({ id: 'a', token: 6 })),
        runs.increase('a', 'token'),
        runs.update('a', { where: { token: 7 }, set: { token: 40 } }),
        runs.increase('a', 'token'),
      ]);
      expect(results).toEqual([null, undefined, 7, true, 41]);
    });

    it('replaces keys and bytes with the fields they came with', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', keys: ['old', 'both'] }));
      await runs.update('a', { set: { keys: ['both', 'new'], message: bytesOf('first') } });
      await runs.update('a', { set: { message: bytesOf('second') } });
      expect(await runs.count({ keys: { has: 'old' } })).toBe(0);
      expect(await runs.count({ keys: { has: 'new' } })).toBe(1);
      expect(textOf((await runs.get('a'))?.message ?? null)).toBe('second');
      expect(await runs.update('a', { where: { status: 'none' }, set: { keys: ['lost'], message: bytesOf('lost') } })).toBe(false);
      await runs.update('a', { set: { message: null, keys: null } });
      expect(await runs.get('a')).toEqual(aRun({ id: 'a' }));
    });

    it('passes the self-test that every start runs', async () => {
      const { store } = await fresh();
      await expect(compareAndSetSelfTest(store)).resolves.toBeUndefined();
      await expect(compareAndSetSelfTest(store)).resolves.toBeUndefined();
    });
  });

  describe('the order of writes', () => {
    it('is the order of the calls', async () => {
      const { runs } = await fresh();
      const results = await Promise.all([
        runs.insert(aRun({ id: 'a', token: 1 })),
        runs.update('a', { where: { token: 1 }, set: { token: 2 } }),
        runs.update('a', { where: { token: 1 }, set: { token: 9 } }),
        runs.update('a', { where: { token: 2 }, set: { token: 3 } }),
        runs.remove('a'),
        runs.insert(aRun({ id: 'a', token: 4 })),
      ]);
      expect(results).toEqual([undefined, true, false, true, true, undefined]);
      expect((await runs.get('a'))?.token).toBe(4);
    });

    it('is seen by reads: each sees every write that was called before it', async () => {
      const { runs } = await fresh();
      const inserted = runs.insert(aRun({ id: 'a', status: 'queued' }));
      const seen = await Promise.all([runs.get('a'), runs.findOne({ status: 'queued' }), runs.find({}), runs.count()]);
      expect(seen.map((one) => (typeof one === 'number' ? one : one && 'items' in one ? one.items.length : one?.id))).toEqual([
        'a',
        'a',
        1,
        1,
      ]);
      await inserted;
    });

    it('ends with flush: everything written before is durable', async () => {
      const { store, runs } = await fresh();
      let done = 0;
      for (let n = 0; n < 20; n++) void runs.insert(aRun({ id: `${n}` })).then(() => done++);
      await store.flush();
      expect(done).toBe(20);
    });
  });
}
