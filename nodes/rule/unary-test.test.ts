import { describe, expect, test } from 'vitest';
import { CellError, type CellType, cellHolds, parseCell, toCellValue } from './unary-test.ts';

const holds = (cell: string, value: unknown, type: CellType) => cellHolds(parseCell(cell, type), toCellValue(value, type));

describe('a cell', () => {
  test.each<[string, unknown, CellType, boolean]>([
    ['-', null, 'text', true],
    ['', 5, 'number', true],
    ['5', '5.00', 'number', true],
    ['>= 2,500', '2500', 'number', true],
    ['>= 2,500', 2499.99, 'number', false],
    ['< 1,234,567.50', 1234567.49, 'number', true],
    ['1, 200, 3', 200, 'number', true],
    ['10..50', 50, 'number', true],
    ['(10..50)', 50, 'number', false],
    [']10..50[', 10, 'number', false],
    ['[10..50)', 10, 'number', true],
    ['-5..-1', -3, 'number', true],
    ['0.1..0.3', '0.30', 'number', true],
    ['< 5, > 10', 11, 'number', true],
    ['!= 5', 5.0, 'number', false],
    ['not(1, 5..7)', 6, 'number', false],
    ['not(1, 5..7)', null, 'number', true],
    ['> 5', null, 'number', false],
    ['> 5, empty', null, 'number', true],
    ['not(empty)', undefined, 'text', false],
    ['A, B', 'B', 'text', true],
    ['a', 'A', 'text', false],
    ['"Smith, Jones"', 'Smith, Jones', 'text', true],
    ['"say ""hi"""', 'say "hi"', 'text', true],
    ['"empty"', 'empty', 'text', true],
    ['1..2', '1..2', 'text', true],
    ['007', '7', 'text', false],
    ['yes', true, 'boolean', true],
    ['true', 'false', 'boolean', false],
    ['>= 2026-03-31', '2026-03-31T00:00:00Z', 'date', true],
    ['2026-01-01..2026-01-31', '2026-02-01', 'date', false],
  ])('%j for %j as %s: %j', (cell, value, type, expected) => {
    expect(holds(cell, value, type)).toBe(expected);
  });

  test.each<[string, CellType, string]>([
    ['> A', 'text', '> needs a number or a date'],
    ['>= much', 'number', '"much" is no number'],
    ['50..10', 'number', 'runs backwards'],
    ['A,,B', 'text', 'missing beside a comma'],
    ['"A', 'text', 'a quote is not closed'],
    ['!= 1, != 2', 'number', 'write not(A, B)'],
    ['>', 'number', 'a value is missing'],
    ['31.03.2026', 'date', 'is no date'],
    ['maybe', 'boolean', 'is no boolean'],
  ])('%j as %s is refused', (cell, type, message) => {
    expect(() => parseCell(cell, type)).toThrow(CellError);
    expect(() => parseCell(cell, type)).toThrow(message);
  });
});
