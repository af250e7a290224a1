import { beforeEach, describe, expect, it } from 'vitest';
import type { Filter, Query } from '../store.ts';
import { freshStores, type OpenedStore } from './open-store.ts';
import { aRun, bytesOf, type Run, type StoreFactory } from './sample-collections.ts';

export function describeFinding(factory: StoreFactory): void {
  const fresh = freshStores(factory);

  describe('filters', () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await fresh();
      const { runs } = opened;
      await Promise.all([
        runs.insert(aRun({ id: 'a', env: 'dev', status: 'done', createdAt: 1, amount: 1.5, keys: ['order:1001', 'po:A'] })),
        runs.insert(aRun({ id: 'b', env: 'dev', status: 'failed', createdAt: 2, amount: 10, keys: ['order:1002'] })),
        runs.insert(aRun({ id: 'c', env: 'dev', status: null, createdAt: 3, lane: 'shop', wakeAt: 50, keys: [] })),
        runs.insert(aRun({ id: 'd', env: 'prod', status: 'done', createdAt: 4, lane: 'shop', wakeAt: 60, keys: ['order:10', 'Ørder:1'] })),
      ]);
    });
    const ids = async (where: Filter<Run>) => (await opened.runs.find({ where })).items.map((run) => run.id).join('');

    it.each<[Filter<Run>, string]>([
      [{}, 'abcd'],
      [{ env: 'dev' }, 'abc'],
      [{ env: 'dev', status: 'done' }, 'a'],
      [{ id: 'b' }, 'b'],
      [{ id: { in: ['d', 'a', 'x'] } }, 'ad'],
      [{ status: null }, 'c'],
      [{ status: { not: null } }, 'abd'],
      [{ status: { not: 'done' } }, 'bc'],
      [{ status: { in: ['done', 'failed'] } }, 'abd'],
      [{ status: { in: ['done', null] } }, 'acd'],
      [{ status: { in: [] } }, ''],
      [{ createdAt: { gte: 2, lt: 4 } }, 'bc'],
      [{ createdAt: { gt: 2, lte: 4 }, env: 'dev' }, 'c'],
      [{ amount: { lt: 10 } }, 'a'],
      [{ amount: 10 }, 'b'],
      [{ lane: 'shop', wakeAt: { lte: 50 } }, 'c'],
      [{ env: { gt: 'dev' } }, 'd'],
      [{ keys: { has: 'order:1001' } }, 'a'],
      [{ keys: { has: 'order:1' } }, ''],
      [{ keys: { prefix: 'order:10' } }, 'abd'],
      [{ keys: { prefix: 'order:100' } }, 'ab'],
      [{ keys: { prefix: 'Ø' } }, 'd'],
      [{ keys: { prefix: '' } }, 'abd'],
      [{ keys: { prefix: 'order:10' }, env: 'dev' }, 'ab'],
      [{ keys: { has: 'ORDER:1001' } }, ''],
      [{ env: undefined as unknown as string, status: 'done' }, 'ad'],
    ])('%o finds %s', async (where, expected) => {
      expect(await ids(where)).toBe(expected);
      expect(await opened.runs.count(where)).toBe(expected.length);
    });

    it('counts no further than asked', async () => {
      expect(await opened.runs.count({ env: 'dev' }, 2)).toBe(2);
      expect(await opened.runs.count({ env: 'dev' }, 10)).toBe(3);
    });

    it.each<[Filter<Run>, RegExp]>([
      [{ colour: 'red' } as Filter<Run>, /no field "colour"/],
      [{ message: 'x' } as unknown as Filter<Run>, /runs\.message is opaque/],
      [{ keys: 'order:1' } as Filter<Run>, /runs\.keys is a list of keys/],
      [{ createdAt: '5' } as unknown as Filter<Run>, /runs\.createdAt is compared with a number/],
    ])('%o is refused by name', async (where, message) => {
      await expect(opened.runs.find({ where })).rejects.toThrow(message);
      await expect(opened.runs.count(where)).rejects.toThrow(message);
    });

    it('the end of a prefix is right at the borders of the code points', async () => {
      const { runs } = opened;
      const borders = ['x\ud7ff', 'x\ue000', 'x\u{10ffff}', 'x\u{10ffff}y', 'x\uffff', 'x\u{10000}', 'y'];
      await Promise.all(borders.map((key, n) => runs.insert(aRun({ id: `z${n}`, keys: [key] }))));
      for (const start of ['x\ud7ff', 'x\u{10ffff}', 'x\uffff', 'x', '\u{10ffff}']) {
        const found = (await runs.find({ where: { keys: { prefix: start } } })).items.length;
        expect(found).toBe(borders.filter((key) => key.startsWith(start)).length);
      }
    });
  });

  describe('reading fields', () => {
    it('gives only the selected ones and the id', async () => {
      const { runs } = await fresh();
      await runs.insert(aRun({ id: 'a', dedupe: 'd', status: 'done', summary: 'long', message: bytesOf('long') }));
      expect((await runs.find({ select: ['status', 'dedupe'] })).items).toEqual([{ id: 'a', status: 'done', dedupe: 'd' }]);
      expect(await runs.findOne({ dedupe: 'd' }, ['id'])).toEqual({ id: 'a' });
      expect(await runs.findOne({ dedupe: 'none' })).toBeNull();
    });
  });

  describe('pages', () => {
    const pages = async (opened: OpenedStore, query: Query<Run>) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { items: readonly Run[]; next: string | null } = await opened.runs.find({ ...query, after });
        expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 100);
        seen.push(...page.items.map((run) => run.id));
        after = page.next;
      } while (after !== null);
      return seen;
    };

    it.each(['up', 'down'] as const)('sorted %s visit every document once, ties by id, absent values at the low end', async (direction) => {
      const opened = await fresh();
      const documents = Array.from({ length: 53 }, (_, n) =>
        aRun({
          id: `run-${String((n * 31) % 53).padStart(2, '0')}`,
          createdAt: n % 7 === 0 ? null : n % 5,
          status: n % 2 === 0 ? 'é' : 'z',
        }),
      );
      await Promise.all(documents.map((run) => opened.runs.insert(run)));
      const rank = (run: Run) => run.createdAt ?? Number.NEGATIVE_INFINITY;
      const sorted = documents.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)).map((run) => run.id);
      const expected = direction === 'up' ? sorted : sorted.reverse();
      for (const limit of [1, 2, 7, 52, 53, 54])
        expect(await pages(opened, { sort: { by: 'createdAt', direction }, limit })).toEqual(expected);
      expect(await pages(opened, { sort: { by: 'id', direction }, limit: 10 })).toEqual(
        documents.map((run) => run.id).toSorted((a, b) => (direction === 'up' ? 1 : -1) * (a < b ? -1 : 1)),
      );
      const odd = await pages(opened, { sort: { by: 'createdAt', direction }, where: { status: 'z' }, limit: 4, select: ['id'] });
      expect(new Set(odd).size).toBe(documents.filter((run) => run.status === 'z').length);
    });

    it('stay stable while documents come and go: nothing twice, nothing that was there all the time left out', async () => {
      const opened = await fresh();
      await Promise.all(Array.from({ length: 40 }, (_, n) => opened.runs.insert(aRun({ id: `keep-${n}`, createdAt: n }))));
      const seen: string[] = [];
      let after: string | null = null;
      for (let page = 0; ; page++) {
        const found: { items: readonly Run[]; next: string | null } = await opened.runs.find({
          sort: { by: 'createdAt', direction: 'down' },
          limit: 6,
          after,
        });
        seen.push(...found.items.map((run) => run.id));
        after = found.next;
        if (after === null) break;
        await opened.runs.insert(aRun({ id: `new-${page}`, createdAt: 1_000 + page }));
        await opened.runs.remove(found.items[found.items.length - 1]?.id ?? '');
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => id.startsWith('keep-'))).toHaveLength(40);
    });

    it('refuse a limit out of bounds and a place that is none', async () => {
      const { runs } = await fresh();
      await expect(runs.find({ limit: 0 })).rejects.toThrow(/"limit" is a whole number from 1 to 5000/);
      await expect(runs.find({ limit: 5_001 })).rejects.toThrow(/"limit"/);
      await expect(runs.find({ after: 'nonsense' })).rejects.toThrow(/"after"/);
    });
  });
}
