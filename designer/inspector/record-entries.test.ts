import { describe, expect, test } from 'vitest';
import { isTaken, joined, renamed } from './record-entries.ts';

describe('the rows of a key-value editor', () => {
  test('pasted pairs stand behind the row they were pasted into', () => {
    const pasted = [
      ['Accept', 'application/json'],
      ['X-Source', 'shop'],
    ] as const;
    expect(joined([], 0, pasted)).toEqual(pasted);
    const names = joined(
      [
        ['A', '1'],
        ['B', '2'],
      ],
      0,
      pasted,
    ).map(([name]) => name);
    expect(names).toEqual(['A', 'Accept', 'X-Source', 'B']);
  });

  test('a pasted name that is there already changes its value and keeps its place', () => {
    expect(
      joined(
        [
          ['A', '1'],
          ['B', '2'],
        ],
        1,
        [
          ['A', '9'],
          ['C', '3'],
        ],
      ),
    ).toEqual([
      ['A', '9'],
      ['B', '2'],
      ['C', '3'],
    ]);
  });

  test('a name is changed in its place, and is taken whatever its case', () => {
    expect(
      renamed(
        [
          ['a', 1],
          ['b', 2],
        ],
        'a',
        'c',
      ),
    ).toEqual([
      ['c', 1],
      ['b', 2],
    ]);
    expect(isTaken(' accept ', ['Accept'])).toBe(true);
    expect(isTaken('', ['Accept'])).toBe(false);
  });
});
