import { describe, expect, test } from 'vitest';
import {
  cleared,
  mostRows,
  withBlock,
  withColumnMoved,
  withCondition,
  withoutColumn,
  withoutRows,
  withRowsMoved,
  withText,
} from './edit-table.ts';
import { copiedOn, filled } from './fill-range.ts';
import { findCells, replaced } from './find-cells.ts';
import { rowsInView, wholeView } from './row-view.ts';
import { aTable, cellsOf } from './table.fixture.ts';
import { columnsOf, readTable, tableForDocument } from './table.ts';
import { operationsTo } from './table-operations.ts';

const same = (row: number) => row;

describe('a table that is edited', () => {
  const table = aTable(['>= 10', 'A', 'x'], ['-', 'B', 'y'], ['5..9', '-', 'z']);

  test('a block of a spreadsheet goes in where it was pasted; missing rows are added, cells without a place are counted', () => {
    const {
      table: next,
      rowsAdded,
      cellsOutside,
    } = withBlock(table, { row: 2, column: 1 }, [
      ['C', 'p', 'note', 'lost'],
      ['', 'q'],
    ]);
    expect(cellsOf(next)).toEqual([
      ['>= 10', 'A', 'x', ''],
      ['-', 'B', 'y', ''],
      ['5..9', 'C', 'p', 'note'],
      ['-', '-', 'q', ''],
    ]);
    expect([rowsAdded, cellsOutside]).toEqual([1, 1]);
  });

  test('a table takes so many rows and no more', () => {
    const { table: next, cellsOutside } = withBlock(
      table,
      { row: 0, column: 0 },
      Array.from({ length: mostRows + 5 }, () => ['1']),
    );
    expect(next.rows).toHaveLength(mostRows);
    expect(cellsOutside).toBe(5);
  });

  test('a cell that cannot be read is kept as it is', () => {
    expect(cellsOf(withBlock(table, { row: 0, column: 0 }, [['vielleicht']]).table)[0]?.[0]).toBe('vielleicht');
  });

  test('rows and cells that stay the same are the same objects', () => {
    const next = withText(table, 1, 1, 'C');
    expect(next.rows[0]).toBe(table.rows[0]);
    expect(next.rows[1]).not.toBe(table.rows[1]);
    expect(next.inputs).toBe(table.inputs);
  });

  test('cleared conditions match anything, cleared results give nothing', () => {
    expect(cellsOf(cleared(table, { top: 0, bottom: 0, left: 0, right: 3 }))[0]).toEqual(['-', '-', '', '']);
  });

  test('rows move together, down and up', () => {
    const results = (next: typeof table) => next.rows.map((row) => row.give[0]);
    expect(results(withRowsMoved(table, 0, 2, 3))).toEqual(['z', 'x', 'y']);
    expect(results(withRowsMoved(table, 2, 1, 0))).toEqual(['z', 'x', 'y']);
    expect(results(withoutRows(table, new Set([0, 2])))).toEqual(['y']);
  });

  test('columns come, move and go with their cells', () => {
    const added = withCondition(table, 1, { label: 'Region', value: '{{ item.region }}', type: 'text', unit: '', allowed: '' });
    expect(cellsOf(added)[0]).toEqual(['>= 10', '-', 'A', 'x', '']);
    const columns = columnsOf(added);
    expect(cellsOf(withColumnMoved(added, columns[2] as never, 0))[0]).toEqual(['A', '>= 10', '-', 'x', '']);
    expect(cellsOf(withoutColumn(added, columns[1] as never))).toEqual(cellsOf(table));
  });

  test('filling down in a narrowed view leaves the rows out that are not seen', () => {
    const next = filled(
      aTable(['1', '-', ''], ['7', '-', ''], ['2', '-', ''], ['-', '-', '']),
      { top: 0, bottom: 1, left: 0, right: 0 },
      { top: 0, bottom: 2, left: 0, right: 0 },
      (view) => [0, 2, 3][view] as number,
    );
    expect(next.rows.map((row) => row.when[0])).toEqual(['1', '7', '2', '3']);
  });

  test('Ctrl D takes the first row of the selection, of one cell the one above it', () => {
    expect(copiedOn(table, { top: 0, bottom: 2, left: 1, right: 1 }, 'down', same).rows.map((row) => row.when[1])).toEqual(['A', 'A', 'A']);
    expect(copiedOn(table, { top: 1, bottom: 1, left: 1, right: 1 }, 'down', same).rows[1]?.when[1]).toBe('A');
    expect(copiedOn(table, { top: 0, bottom: 0, left: 1, right: 1 }, 'right', same).rows[0]?.when[1]).toBe('>= 10');
  });

  test('finds and replaces, with and without case', () => {
    const found = findCells(table, [0, 1, 2], 'a', { matchesCase: false, isWhole: true });
    expect(found).toEqual([{ row: 0, column: 1 }]);
    expect(findCells(table, [0, 1, 2], 'a', { matchesCase: true, isWhole: true })).toEqual([]);
    expect(cellsOf(replaced(table, found, 'a', '$&1', { matchesCase: false, isWhole: false }))[0]?.[1]).toBe('$&1');
  });
});

describe('the rows in view', () => {
  const table = aTable(['>= 100', 'B', ''], ['5', 'A', ''], ['20..30', '-', ''], ['-', 'C', '']);
  const none = () => false;

  test('are sorted by the numbers that conditions name; the table stays as it is', () => {
    expect(rowsInView(table, { ...wholeView, sort: { column: 0, direction: 'up' } }, none)).toEqual([1, 2, 0, 3]);
    expect(rowsInView(table, { ...wholeView, sort: { column: 1, direction: 'down' } }, none)).toEqual([3, 0, 1, 2]);
  });

  test('are those that contain a text, or have a mark', () => {
    expect(rowsInView(table, { ...wholeView, contains: new Map([[1, 'a']]) }, none)).toEqual([1]);
    expect(rowsInView(table, { ...wholeView, only: 'never-hit' }, (row) => row === 2)).toEqual([2]);
  });
});

describe('the way into the document', () => {
  const table = aTable(['>= 10', 'A', 'x'], ['-', 'B', 'y']);
  const stored = tableForDocument(table);

  test('an edit of cells concerns their rows alone', () => {
    const next = withText(table, 1, 1, 'C');
    expect(operationsTo('n1', stored, table, next)).toEqual([
      { op: 'set-config', node: 'n1', path: 'table.rows.1', value: { when: ['-', 'C'], give: ['y'], note: '' } },
    ]);
  });

  test('another shape, or a table that was not whole, is written as one', () => {
    expect(operationsTo('n1', stored, table, withoutRows(table, new Set([0])))).toMatchObject([{ path: 'table' }]);
    expect(operationsTo('n1', undefined, readTable(undefined), table)).toMatchObject([{ path: 'table' }]);
  });

  test('units and allowed values stand there only when there are some', () => {
    expect(JSON.stringify(stored)).not.toContain('unit');
    expect(
      readTable(tableForDocument({ ...table, inputs: table.inputs.map((input) => ({ ...input, unit: 'USD' })) })).inputs[0]?.unit,
    ).toBe('USD');
  });
});
