import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formBatches } from './form-batches.ts';

const candidate = (group: string, place: string, at: number) => ({ request: { method: 'POST' as const, path: group, body: place }, at });
const rules = {
  size: 4,
  groupBy: (request: { path: string }) => request.path,
  distinctBy: (request: { body?: string }) => request.body ?? '',
};

test('items fill batches in their order, to the limit', () => {
  const batches = formBatches(
    Array.from({ length: 5 }, (_, at) => candidate('a', String(at), at)),
    { size: 2 },
  );
  expect(batches.map((batch) => batch.map(({ at }) => at))).toEqual([[0, 1], [2, 3], [4]]);
});

test('whatever comes: every item is in one batch, batches are of one group and within the limit, and equal places keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2', '3'))), (pairs) => {
      const candidates = pairs.map(([group, place], at) => candidate(group, place, at));
      const batches = formBatches(candidates, rules);
      expect(
        batches
          .flat()
          .map(({ at }) => at)
          .sort((a, b) => a - b),
      ).toEqual(pairs.map((_, at) => at));
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(rules.size);
        expect(new Set(batch.map(({ request }) => request.path)).size).toBe(1);
        expect(new Set(batch.map(({ request }) => request.body)).size).toBe(batch.length);
      }
      for (const place of ['1', '2', '3']) {
        const order = batches.flat().filter(({ request }) => request.body === place);
        expect(order.map(({ at }) => at)).toEqual(order.map(({ at }) => at).toSorted((a, b) => a - b));
      }
    }),
  );
});
