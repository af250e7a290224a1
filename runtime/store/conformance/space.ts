import { describe, expect, it, vi } from 'vitest';
import { freshStores } from './open-store.ts';
import { aRun, bytesOf, type StoreFactory } from './sample-collections.ts';

export function describeSpace(factory: StoreFactory): void {
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
      expect((await steps.find({})).items.map((step) => step.id)).toEqual(['r/4', 'r/5']);
    });

    it('gives the disk its space back', { timeout: 60_000 }, async () => {
      const opened = await fresh();
      const { store, steps, runs } = opened;
      const body = new Uint8Array(20_000).fill(7);
      for (let batch = 0; batch < 10; batch++)
        await Promise.all(
          Array.from({ length: 100 }, (_, n) => {
            const at = batch * 100 + n;
            return Promise.all([
              steps.insert({ id: `r${at}/1/a`, run: `r${at}`, at, body }),
              runs.insert(aRun({ id: `r${at}`, createdAt: at, message: body.subarray(0, 4_000) })),
            ]);
          }),
        );
      const full = await store.size();
      expect(full.bytes).toBeGreaterThan(24_000_000);
      while ((await steps.removeWhere({ at: { lt: 950 } })) > 0);
      while ((await runs.removeWhere({ createdAt: { lt: 950 } })) > 0);
      await vi.waitFor(async () => expect((await store.size()).bytes).toBeLessThan(full.bytes / 4), { timeout: 20_000 });
      expect(await steps.count()).toBe(50);
      await opened.reopen();
      expect((await opened.steps.get('r999/1/a'))?.body?.byteLength).toBe(20_000);
    });
  });
}
