import { expect, test } from 'vitest';
import type { MatrixRow } from '../board/matrix-rows.ts';
import { addable, askedFor, fromAndTo, openSuggestions } from './composition.ts';

const order = ['dev', 'test', 'prod'];
const row = (id: string, versions: Record<string, number | null>, behind: string[] = []): MatrixRow => ({
  kind: 'flow',
  id,
  title: id,
  group: '',
  draftChanges: 0,
  latest: 15,
  cells: Object.fromEntries(
    order.map((env) => [
      env,
      {
        version: versions[env] ?? null,
        coming: null,
        state: 'live',
        scheduledFor: null,
        promotion: null,
        failed24h: 0,
        runs24h: 0,
        openExceptions: 0,
        isBehind: behind.includes(env),
      },
    ]),
  ),
});
const rows = [row('same', { dev: 3, test: 3, prod: 3 }), row('orders', { dev: 15, test: 14, prod: 13 }, ['test', 'prod'])];

test('a request goes to the last environment from the one before, unless the address says otherwise', () => {
  expect(fromAndTo({ from: null, to: null, items: [] }, order)).toEqual({ from: 'test', to: 'prod' });
  expect(fromAndTo({ from: 'dev', to: 'prod', items: [] }, order)).toEqual({ from: 'dev', to: 'prod' });
  expect(fromAndTo({ from: 'prod', to: 'test', items: [] }, order)).toEqual({ from: 'dev', to: 'test' });
  expect(fromAndTo({ from: null, to: 'dev', items: [] }, order)).toEqual({ from: null, to: 'dev' });
});

test('a flow takes the version that the source runs', () => {
  const chosen = [
    { kind: 'flow' as const, id: 'orders', version: null },
    { kind: 'lookup' as const, id: 'uom', version: null },
  ];
  expect(askedFor(chosen, 'test', rows)).toEqual([
    { kind: 'flow', flow: 'orders', version: 14 },
    { kind: 'lookup', name: 'uom' },
  ]);
  expect(askedFor([{ kind: 'flow', id: 'orders', version: null }], null, rows)).toEqual([{ kind: 'flow', flow: 'orders', version: 15 }]);
});

test('flows ahead of the target come first, and what is chosen is not offered again', () => {
  expect(addable(rows, [], 'prod', order).map(({ row: { id }, isAhead }) => [id, isAhead])).toEqual([
    ['orders', true],
    ['same', false],
  ]);
  expect(addable(rows, [{ kind: 'flow', id: 'orders', version: 14 }], 'prod', order).map((each) => each.row.id)).toEqual(['same']);
});

test('a suggestion that was taken is no suggestion any more', () => {
  const uom = { kind: 'lookup' as const, name: 'uom', title: 'uom', version: 2, why: '' };
  expect(openSuggestions([uom], [])).toEqual([uom]);
  expect(openSuggestions([uom], [{ kind: 'lookup', id: 'uom', version: null }])).toEqual([]);
});
