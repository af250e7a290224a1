import { describe, expect, test } from 'vitest';
import { cellAt, copyCells, pasteCells, readTable, withCell, withInput, withoutInput } from './table-value.ts';

const table = readTable({
  inputs: [
    { label: 'Total', value: '{{ item.total }}', type: 'number' },
    { label: 'State', value: '{{ item.state }}' },
  ],
  outputs: [{ name: 'route' }, { name: 'rush', type: 'boolean' }],
  rows: [{ when: ['>= 2,500'], give: ['review'], note: 'big' }],
});

describe('a decision table in the grid', () => {
  test('rows are filled up to the columns', () => {
    expect(table.rows[0]).toEqual({ when: ['>= 2,500', '-'], give: ['review', ''], note: 'big' });
  });

  test('a new condition column asks nothing; a removed one takes its cells along', () => {
    const wider = withInput(table, { label: 'New', value: '', type: 'boolean' });
    expect(wider.rows[0]?.when).toEqual(['>= 2,500', '-', '-']);
    expect(withoutInput(wider, 0).rows[0]?.when).toEqual(['-', '-']);
  });

  test('cells count through conditions, results and the note', () => {
    expect([0, 1, 2, 3, 4].map((column) => cellAt(table, 0, column))).toEqual(['>= 2,500', '-', 'review', '', 'big']);
    expect(withCell(table, 0, 3, 'true').rows[0]?.give[1]).toBe(true);
  });

  test('a block from a spreadsheet goes in from the cell on and adds rows', () => {
    const pasted = pasteCells(table, 0, 1, 'NV, CA\tnormal\r\nPR\tpriority\r\n');
    expect(pasted.rows.map((row) => [row.when[1], row.give[0]])).toEqual([
      ['NV, CA', 'normal'],
      ['PR', 'priority'],
    ]);
    expect(copyCells(pasted, [1])).toBe('-\tPR\tpriority\t\t');
  });
});
