import { describe, expect, it } from 'vitest';
import { freshStores } from './open-store.ts';
import { aRun, bytesOf, type StoreFactory } from './sample-collections.ts';

export function describeRemoving(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  describe('removing', () => {
    it('takes a document with its keys and its unique values', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', dedupe: 'd', keys: ['k'], message: bytesOf('m') }));
      expect(await runs.remove('a')).toBe(true);
      expect(await runs.remove('a')).toBe(false);
      await runs.insert(aRun({ id: 'a', dedupe: 'd' }));
      expect(await runs.get('a')).toEqual(aRun({ id: 'a', dedupe: 'd' }));
      expect(await runs.count({ keys: { has: 'k' } })).toBe(0);
    });

    it('by filter takes at most the limit and says how many', async () => {
      const { runs, steps } = await fresh();
      await Promise.all(Array.from({ length: 25 }, (_, n) => runs.insert(aRun({ id: `${n}`, createdAt: n, keys: [`k${n}`] }))));
      expect(await runs.removeWhere({ createdAt: { lt: 20 } }, 8)).toBe(8);
      expect(await runs.removeWhere({ createdAt: { lt: 20 } }, 8)).toBe(8);
      expect(await runs.removeWhere({ createdAt: { lt: 20 } }, 8)).toBe(4);
      expect(await runs.removeWhere({ createdAt: { lt: 20 } })).toBe(0);
      expect(await runs.count({ keys: { prefix: 'k' } })).toBe(5);
      await Promise.all(Array.from({ length: 6 }, (_, n) => steps.insert({ id: `r/${n}`, run: 'r', at: n, body: bytesOf('b') })));
      expect(await steps.removeWhere({ run: 'r' }, 4)).toBe(4);
      expect(await steps.count({ run: 'r' })).toBe(2);
    });
  });
}
