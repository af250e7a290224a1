import { describe, expect, test } from 'vitest';
import { aligned, distributed } from './align.ts';

const item = (id: string, x: number, y: number, height = 82, width = 128) => ({ id, x, y, width, height });
const items = [item('a', 0, 0), item('b', 200, 40, 154), item('c', 420, 96, 82, 176)];

describe('aligning', () => {
  test.each([
    ['left', [0, 0, 0]],
    ['right', [468, 468, 420]],
    ['centre', [234, 234, 210]],
  ] as const)('to the %s moves across only', (alignment, expected) => {
    const places = [...aligned(items, alignment).values()];
    expect(places.map(({ x }) => x)).toEqual(expected);
    expect(places.map(({ y }) => y)).toEqual([0, 40, 96]);
  });

  test('to the middle puts the ports of cards of any height on one line', () => {
    expect([...aligned(items, 'middle').values()].map(({ y }) => y)).toEqual([40, 40, 40]);
  });

  test('to the bottom counts the heights', () => {
    expect([...aligned(items, 'bottom').values()].map(({ y }) => y)).toEqual([112, 40, 112]);
  });
});

describe('distributing', () => {
  test('makes the gaps equal and leaves the outer two where they are', () => {
    const places = distributed(items, 'across');
    expect([...places].map(([id, { x }]) => [id, x])).toEqual([
      ['a', 0],
      ['b', 210],
      ['c', 420],
    ]);
  });

  test('goes by place, not by the order of selection', () => {
    expect(distributed(items.toReversed(), 'down')).toEqual(distributed(items, 'down'));
  });
});
