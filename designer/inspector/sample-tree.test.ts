import { describe, expect, test } from 'vitest';
import { badgeOf, previewOf, step, treeRows } from './sample-tree.ts';

const order = {
  orderNumber: '10482',
  placedAt: '2026-11-20T16:04:11Z',
  lines: [{ sku: 'VLV-BR-075', quantity: { value: 24, uom: 'EA' } }],
  note: null,
};

describe('an item as a tree', () => {
  test('unfolds what is open and says how to read each value', () => {
    const rows = treeRows(order, 'item', (id) => ['/lines', '/lines/0'].includes(id));
    expect(rows.map((row) => [row.depth, row.name, row.expression])).toEqual([
      [0, 'orderNumber', 'item.orderNumber'],
      [0, 'placedAt', 'item.placedAt'],
      [0, 'lines', 'item.lines'],
      [1, '0', 'item.lines[0]'],
      [2, 'sku', 'item.lines[0].sku'],
      [2, 'quantity', 'item.lines[0].quantity'],
      [0, 'note', 'item.note'],
    ]);
  });

  test('a name that is no identifier is quoted', () => {
    expect(step('item', 'ship-to', false)).toBe('item["ship-to"]');
  });

  test('badges tell text, dates and numbers apart', () => {
    expect([badgeOf('x'), badgeOf('2026-11-20'), badgeOf(3), badgeOf(true), badgeOf({}), badgeOf([]), badgeOf(null)]).toEqual([
      'T',
      'D',
      '#',
      'B',
      '{}',
      '[]',
      '0',
    ]);
  });

  test('previews stay on one line', () => {
    expect(previewOf(order.lines[0]?.quantity)).toBe('{ 24, "EA" }');
    expect(previewOf(order.lines)).toBe('1 entry');
    expect(previewOf('10482')).toBe('"10482"');
    expect(previewOf(order.placedAt)).toBe('2026-11-20T16:04:11Z');
  });
});
