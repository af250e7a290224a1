import { describe, expect, test } from 'vitest';
import { continued } from './fill-cells.ts';

describe('filling on', () => {
  test.each<[string[], string[]]>([
    [['A'], ['A', 'A', 'A']],
    [
      ['A', 'B'],
      ['A', 'B', 'A'],
    ],
    [['5'], ['5', '5', '5']],
    [
      ['1', '2'],
      ['3', '4', '5'],
    ],
    [
      ['0.10', '0.25'],
      ['0.40', '0.55', '0.70'],
    ],
    [
      ['10', '8'],
      ['6', '4', '2'],
    ],
    [
      ['0..10', '10..20'],
      ['20..30', '30..40', '40..50'],
    ],
    [
      ['[0..10)', '[10..20)'],
      ['[20..30)', '[30..40)', '[40..50)'],
    ],
    [
      ['>= 100', '>= 200'],
      ['>= 300', '>= 400', '>= 500'],
    ],
    [
      ['2026-01-30', '2026-01-31'],
      ['2026-02-01', '2026-02-02', '2026-02-03'],
    ],
    [
      ['Z1', 'Z2'],
      ['Z3', 'Z4', 'Z5'],
    ],
    [
      ['007', '008'],
      ['009', '010', '011'],
    ],
    [
      ['K007', 'K008'],
      ['K009', 'K010', 'K011'],
    ],
    [
      ['1', '2', '5'],
      ['1', '2', '5'],
    ],
    [
      ['-', '-'],
      ['-', '-', '-'],
    ],
  ])('%j goes on with %j', (source, next) => {
    expect(continued(source, 3)).toEqual(next);
  });

  test('one cell goes on when a series is asked for', () => {
    expect(continued(['5'], 2, { isSeries: true })).toEqual(['6', '7']);
    expect(continued(['0..10'], 2, { isSeries: true })).toEqual(['10..20', '20..30']);
    expect(continued(['2026-02-28'], 1, { isSeries: true })).toEqual(['2026-03-01']);
    expect(continued(['Z9'], 1, { isSeries: true })).toEqual(['Z10']);
    expect(continued(['>= 5'], 1, { isSeries: true })).toEqual(['>= 6']);
  });

  test('goes backwards when it is drawn up', () => {
    expect(continued(['3', '4'], 2, { back: true })).toEqual(['2', '1']);
  });
});
