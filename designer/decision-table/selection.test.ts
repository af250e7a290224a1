import { describe, expect, test } from 'vitest';
import { at, between, extended, moved, rangeOf, stepped } from './selection.ts';

const extent = { rows: 5, columns: 3 };
const filled = new Set(['0 0', '1 0', '3 0', '0 2']);
const given = { isFilled: (row: number, column: number) => filled.has(`${row} ${column}`), page: 3 };

describe('moving in the grid', () => {
  test.each([
    ['down', { row: 0, column: 0 }, { row: 1, column: 0 }],
    ['up', { row: 0, column: 0 }, { row: 0, column: 0 }],
    ['right', { row: 0, column: 2 }, { row: 0, column: 2 }],
    ['page-down', { row: 1, column: 1 }, { row: 4, column: 1 }],
    ['home', { row: 2, column: 2 }, { row: 2, column: 0 }],
    ['last', { row: 0, column: 0 }, { row: 4, column: 2 }],
    ['edge-down', { row: 0, column: 0 }, { row: 1, column: 0 }],
    ['edge-down', { row: 1, column: 0 }, { row: 3, column: 0 }],
    ['edge-down', { row: 3, column: 0 }, { row: 4, column: 0 }],
    ['edge-right', { row: 0, column: 0 }, { row: 0, column: 2 }],
    ['edge-up', { row: 4, column: 1 }, { row: 0, column: 1 }],
  ] as const)('%s from %j leads to %j', (move, from, to) => {
    expect(moved(from, move, extent, given)).toEqual(to);
  });

  test('Shift draws the selection out from where it began', () => {
    const selection = extended(extended(at(2, 1), { row: 4, column: 2 }), { row: 0, column: 1 });
    expect(rangeOf(selection)).toEqual({ top: 0, bottom: 2, left: 1, right: 1 });
    expect(selection.active).toEqual({ row: 2, column: 1 });
  });

  test('Tab goes on into the next row, and back', () => {
    expect(stepped(at(0, 2), 'column', false, extent).active).toEqual({ row: 1, column: 0 });
    expect(stepped(at(1, 0), 'column', true, extent).active).toEqual({ row: 0, column: 2 });
    expect(stepped(at(4, 2), 'column', false, extent).active).toEqual({ row: 4, column: 2 });
  });

  test('in a selection of several cells Enter and Tab go around in it', () => {
    const selection = between({ row: 1, column: 0 }, { row: 2, column: 1 });
    const walk = (by: 'row' | 'column', steps: number) => {
      let now = selection;
      for (let i = 0; i < steps; i++) now = stepped(now, by, false, extent);
      return [now.active.row, now.active.column];
    };
    expect([1, 2, 3, 4].map((steps) => walk('column', steps))).toEqual([
      [1, 1],
      [2, 0],
      [2, 1],
      [1, 0],
    ]);
    expect([1, 2].map((steps) => walk('row', steps))).toEqual([
      [2, 0],
      [1, 1],
    ]);
    expect(rangeOf(stepped(selection, 'row', false, extent))).toEqual(rangeOf(selection));
  });
});
