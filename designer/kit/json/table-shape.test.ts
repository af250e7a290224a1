import { expect, test } from 'vitest';
import { tableIn } from './table-shape.ts';

test('a list of objects is a table with the union of their fields', () => {
  expect(
    tableIn([
      { sku: 'A', qty: 1 },
      { sku: 'B', note: 'x' },
    ]),
  ).toMatchObject({ path: '', columns: ['sku', 'qty', 'note'] });
});

test('an order shows its lines', () => {
  expect(tableIn({ orderNumber: '1', tags: ['a'], lines: [{ sku: 'A' }] })).toMatchObject({ path: 'lines', columns: ['sku'] });
});

test('what holds no list of objects is no table', () => {
  expect([tableIn({ a: 1 }), tableIn(['a']), tableIn([]), tableIn('x')]).toEqual([null, null, null, null]);
});
