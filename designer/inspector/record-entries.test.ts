import { describe, expect, test } from 'vitest';
import { freeName, isTaken, joined, renamed } from './record-entries.ts';

describe('the rows of a key-value editor', () => {
  test('pasted pairs take the place of the row that has no name yet', () => {
    const pasted = [
      ['Accept', 'application/json'],
      ['X-Source', 'shop'],
    ] as const;
    expect(joined([['name-1', '']], 0, pasted)).toEqual(pasted);
    expect(
      joined(
        [
          ['A', '1'],
          ['name-1', ''],
          ['B', '2'],
        ],
        1,
        pasted,
      ).map(([name]) => name),
    ).toEqual(['A', 'Accept', 'X-Source', 'B']);
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
    expect(freeName(['name-1', 'x'])).toBe('name-2');
  });
});
