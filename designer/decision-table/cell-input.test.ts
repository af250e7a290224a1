import { describe, expect, test } from 'vitest';
import { cellInWords, faultOf, readNumbers, tidyCell } from './cell-input.ts';
import type { CellType } from './table.ts';

const condition = (type: CellType, unit = '') => ({ kind: 'condition' as const, type, unit, allowed: '' });
const result = (type: CellType, allowed = '') => ({ kind: 'result' as const, type, unit: '', allowed });

describe('a cell as it is typed', () => {
  test.each<[CellType, string, string]>([
    ['number', '≥ 2,500', '>= 2,500'],
    ['number', '>=2500', '>= 2500'],
    ['number', '>= 2,500', '>= 2,500'],
    ['number', '<5', '< 5'],
    ['number', '<> 5', '!= 5'],
    ['number', 'between 10 and 50', '10..50'],
    ['number', '10 to 50', '10..50'],
    ['number', '10–50', '10..50'],
    ['number', 'at least 3', '>= 3'],
    ['number', 'under 3.5', '< 3.5'],
    ['date', 'after 2026-01-31', '> 2026-01-31'],
    ['date', '2026-01-01 to 2026-01-31', '2026-01-01..2026-01-31'],
    ['text', 'any', '-'],
    ['text', '', '-'],
    ['text', 'under 5', 'under 5'],
    ['boolean', 'Yes', 'true'],
    ['boolean', 'x', 'true'],
  ])('%s %j becomes %j', (type, typed, kept) => {
    expect(tidyCell(typed, condition(type))).toBe(kept);
    expect(faultOf(tidyCell(typed, condition(type)), condition(type))).toBe(null);
  });

  test.each<[CellType, string, string]>([
    ['number', '>= much', '"much" is not a number. This column takes a number.'],
    ['boolean', 'maybe', '"maybe" is not yes or no. This column takes yes or no.'],
    ['number', '50..10', 'The range 50..10 runs backwards.'],
    ['text', 'A,,B', 'A value is missing beside a comma.'],
  ])('%s %j is refused in words', (type, typed, words) => {
    expect(faultOf(typed, condition(type))).toBe(words);
  });

  test('a result fits its type, is one of the allowed values, or is an expression', () => {
    expect(faultOf('12.50', result('number'))).toBe(null);
    expect(faultOf('twelve', result('number'))).toContain('is no number');
    expect(faultOf('{{ item.total }}', result('number'))).toBe(null);
    expect(faultOf('express', result('text', 'standard, express'))).toBe(null);
    expect(faultOf('expres', result('text', 'standard, express'))).toBe('"expres" is not one of standard, express.');
  });

  test.each<[CellType, string, string]>([
    ['number', '>= 2,500', 'Matches 2,500 USD or more.'],
    ['number', '[10..50)', 'Matches 10 USD up to, not including, 50 USD.'],
    ['number', '5, 10..20', 'Matches 5 USD or 10 USD to 20 USD.'],
    ['text', 'not(A, B)', 'Matches anything but A and B.'],
    ['text', 'A, empty', 'Matches A or a missing value.'],
    ['text', '-', 'Matches anything, also a missing value.'],
  ])('%s %j in words', (type, cell, words) => {
    expect(cellInWords(cell, condition(type, type === 'number' ? 'USD' : ''))).toBe(words);
  });
});

describe('numbers from a spreadsheet', () => {
  const types: CellType[] = ['number', 'text'];
  const read = (block: string[][], as?: 'comma' | 'point') => readNumbers(block, (i) => types[i] ?? 'text', as);

  test('a decimal comma anywhere decides for the whole block', () => {
    const { block, reading } = read([
      ['2.500,00', '1,5'],
      ['>= 1.000', 'x'],
      ['3,25..4', 'y'],
    ]);
    expect(block).toEqual([
      ['2500.00', '1,5'],
      ['>= 1000', 'x'],
      ['3.25..4', 'y'],
    ]);
    expect(reading).toEqual({ kind: 'comma', cells: 3, example: ['2.500,00', '2500.00'] });
  });

  test('grouping commas and decimal points stay', () => {
    const { block, reading } = read([['2,500.00'], ['>= 1,000'], ['1, 5']]);
    expect(block).toEqual([['2,500.00'], ['>= 1,000'], ['1, 5']]);
    expect(reading).toBe(null);
  });

  test('what could be either is read with a point, and said', () => {
    expect(read([['2.500'], ['7']]).reading).toEqual({ kind: 'unclear', cells: 1, example: ['2.500', '2500'] });
    expect(read([['2.500'], ['7']], 'comma').block).toEqual([['2500'], ['7']]);
    expect(read([['2.500'], ['2.5']]).reading).toBe(null);
  });
});
