import { expect, test } from 'vitest';
import { childPath, kindOf, previewOf, treeRows } from './tree-rows.ts';

const order = { orderNumber: '10482', placedAt: '2026-11-20T16:04:11Z', lines: [{ sku: 'A' }, { sku: 'B' }], 'odd name': null };

test('a tree lists fields with the path an expression would use', () => {
  expect(treeRows(order, new Set()).map((row) => [row.path, row.depth])).toEqual([
    ['orderNumber', 0],
    ['placedAt', 0],
    ['lines', 0],
    ['lines[0]', 1],
    ['lines[0].sku', 2],
    ['lines[1]', 1],
    ['["odd name"]', 0],
  ]);
});

test('toggling closes what is open and opens what is closed', () => {
  const paths = (toggled: string[]) => treeRows(order, new Set(toggled)).map((row) => row.path);
  expect(paths(['lines'])).not.toContain('lines[0]');
  expect(paths(['lines[1]'])).toContain('lines[1].sku');
});

test('an array of text counts from zero', () => {
  expect(treeRows(['a', 'b'], new Set()).map((row) => row.path)).toEqual(['[0]', '[1]']);
  expect(childPath('a', 'b-c', false)).toBe('a["b-c"]');
});

test('a date is told from text, and an empty container cannot be opened', () => {
  expect([kindOf('2026-11-20'), kindOf('2026-11-20T08:00Z'), kindOf('20 boxes'), kindOf(null), kindOf([])]).toEqual([
    'date',
    'date',
    'text',
    'null',
    'array',
  ]);
  expect(treeRows({ a: [], b: {} }, new Set(['a', 'b'])).map((row) => row.isOpen)).toEqual([false, false]);
});

test('a preview is one line of limited length', () => {
  expect(previewOf('x'.repeat(500))).toHaveLength(200);
  expect([previewOf([1]), previewOf({ a: 1 }), previewOf({}), previewOf('a\nb')]).toEqual(['1 item', '{ 1 }', '{}', '"a\\nb"']);
});

test('a megabyte of rows is listed in one go', () => {
  const large = Array.from({ length: 5000 }, (_, index) => ({
    sku: `SKU-${index}`,
    name: 'x'.repeat(160),
    quantity: { value: index, uom: 'EA' },
  }));
  const started = performance.now();
  const rows = treeRows(large, new Set());
  // Takes about 10 ms; the limit only catches a quadratic walk.
  expect(performance.now() - started).toBeLessThan(2000);
  expect(rows.length).toBeGreaterThan(5000);
});
