import { expect, test } from 'vitest';
import { linesOf, rowAfter } from './column.ts';

const rows = [
  { id: 'a', channel: 'Orders' },
  { id: 'b', channel: 'Orders' },
  { id: 'c', channel: 'Returns' },
];
const lines = linesOf(
  rows,
  (row) => row.id,
  (row) => row.channel,
);

test('a head stands in front of each group', () => {
  expect(lines.map((line) => line.id)).toEqual(['group:Orders', 'a', 'b', 'group:Returns', 'c']);
});

test('moving passes over heads and stops at both ends', () => {
  expect(rowAfter(lines, null, 1)?.id).toBe('a');
  expect(rowAfter(lines, null, -1)?.id).toBe('c');
  expect(rowAfter(lines, 'b', 1)?.id).toBe('c');
  expect(rowAfter(lines, 'c', 1)?.id).toBe('c');
  expect(rowAfter(lines, 'c', -10)?.id).toBe('a');
  expect(rowAfter([], null, 1)).toBeUndefined();
});
