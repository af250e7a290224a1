import { expect, test } from 'vitest';
import { lineUp } from './guides.ts';

const box = (x: number, y: number, width = 128, height = 82) => ({ x, y, width, height });

test('a card near the line of another is caught by it, and the line is shown', () => {
  const found = lineUp(box(304, 3), [box(0, 0)]);
  expect([found.dx, found.dy]).toEqual([0, -3]);
  expect(found.lines).toContainEqual({ x1: -8, x2: 440, y1: 0, y2: 0 });
});

test('cards of different width line up by their middle', () => {
  expect(lineUp(box(-22, 300, 176), [box(0, 0)])).toMatchObject({ dx: -2 });
});

test('nothing is caught from afar', () => {
  expect(lineUp(box(60, 400), [box(0, 0)])).toEqual({ dx: 0, dy: 0, lines: [] });
});
