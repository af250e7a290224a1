import { expect, test } from 'vitest';
import { walk } from './cell-walk.ts';

const size = { rows: 5, columns: 4 };

test('arrows walk cell by cell and stop at the edges', () => {
  expect(walk('ArrowRight', { row: 0, column: 0 }, size, false)).toEqual({ row: 0, column: 1 });
  expect(walk('ArrowRight', { row: 0, column: 3 }, size, false)).toEqual({ row: 0, column: 3 });
  expect(walk('ArrowUp', { row: 0, column: 2 }, size, false)).toEqual({ row: 0, column: 2 });
});

test('Home and End stay in the row, with Ctrl they reach the corners', () => {
  expect(walk('End', { row: 2, column: 1 }, size, false)).toEqual({ row: 2, column: 3 });
  expect(walk('End', { row: 2, column: 1 }, size, true)).toEqual({ row: 4, column: 3 });
  expect(walk('Home', { row: 2, column: 1 }, size, true)).toEqual({ row: 0, column: 0 });
});

test('other keys do not walk', () => {
  expect(walk('p', { row: 0, column: 0 }, size, false)).toBeNull();
});
