import { expect, test } from 'vitest';
import { errorsFirst, firstOfInterest, itemsHolding } from './item-order.ts';

const error = { code: 'X', message: 'no' } as never;
const items = [
  { key: 'PO-1', json: { sku: 'Glove' }, error: null },
  { key: null, json: { sku: 'Valve' }, error },
  { key: 'PO-3', json: { sku: 'Gasket' }, error: null },
];

test('items that failed come first', () => {
  expect(errorsFirst(items)).toEqual([1, 0, 2]);
  expect(firstOfInterest(items)).toBe(items[1]);
  expect(firstOfInterest([])).toBeUndefined();
});

test('items are found by key and by content, whatever the case', () => {
  expect(itemsHolding(items, 'po-')).toEqual([0, 2]);
  expect(itemsHolding(items, ' valve ')).toEqual([1]);
  expect(itemsHolding(items, '')).toEqual([1, 0, 2]);
});
