import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import { expect, test } from 'vitest';
import type { LookupColumn } from '../server/shapes.ts';
import {
  draftOf,
  problemsOf,
  rebased,
  rowsInView,
  savedRows,
  stateOf,
  summaryOf,
  withCells,
  withColumns,
  withNewRows,
  withoutRows,
} from './table-draft.ts';

const table = {
  purpose: 'Units',
  ignoreCase: true,
  effective: null,
  missing: { kind: 'exception' as const },
  needsApproval: null,
  columns: [
    { name: 'code', type: 'text' as const, isKey: true },
    { name: 'factor', type: 'number' as const, isKey: false },
  ],
};
const draft = draftOf(table, [
  ['BX', 12],
  ['CS', null],
]);

test('what is edited is told from what was there, also when it is typed back', () => {
  const edited = withCells(draft, [{ row: 0, column: 1, text: '10' }]);
  expect(edited.rows.map(stateOf)).toEqual(['changed', 'same']);
  expect(edited.rows[1]).toBe(draft.rows[1]);
  expect(summaryOf(edited, table)).toMatchObject({ changed: 1, isChanged: true });
  expect(summaryOf(withCells(edited, [{ row: 0, column: 1, text: '12' }]), table)).toMatchObject({ changed: 0, isChanged: false });
});

test('a paste behind the last row makes rows; cells beyond the last column fall away', () => {
  const pasted = withCells(draft, [
    { row: 3, column: 0, text: 'PAL' },
    { row: 3, column: 1, text: '480' },
    { row: 3, column: 2, text: 'beyond' },
  ]);
  expect(savedRows(pasted)).toEqual([
    ['BX', '12'],
    ['CS', null],
    ['PAL', '480'],
  ]);
  expect(summaryOf(pasted, table)).toMatchObject({ added: 1 });
});

test('a row that was there is counted when it goes, a new one is not', () => {
  const more = withNewRows(draft, 1);
  expect(summaryOf(withoutRows(more, new Set([0, 2])), table)).toMatchObject({ added: 0, removed: 1 });
});

test('a key that is empty or taken, and text in a number, are found with their place', () => {
  const wrong = withCells(draft, [
    { row: 1, column: 0, text: ' bx ' },
    { row: 2, column: 1, text: '5' },
    { row: 3, column: 0, text: 'PAL' },
    { row: 3, column: 1, text: 'many' },
  ]);
  expect([...problemsOf(wrong)]).toEqual([
    [1, { kind: 'taken key', column: 0, other: 0 }],
    [2, { kind: 'no key', column: 0, other: -1 }],
    [3, { kind: 'wrong type', column: 1, other: -1 }],
  ]);
});

test('columns that move take their cells along, and a new one alone changes no row', () => {
  const columns = [table.columns[1], { name: 'note', type: 'text' as const, isKey: false }, table.columns[0]] as typeof table.columns;
  const laid = withColumns(draft, columns, [1, -1, 0]);
  expect(laid.rows[0]?.cells).toEqual(['12', '', 'BX']);
  expect(summaryOf(laid, table)).toMatchObject({ changed: 0, isTableChanged: true });
});

test('a search keeps rows that held the text before they were edited', () => {
  const edited = withCells(draft, [{ row: 0, column: 0, text: 'BOX' }]);
  expect(rowsInView(edited, 'bx', 'all', new Map())).toEqual([0]);
  expect(rowsInView(edited, '', 'unsaved', new Map())).toEqual([0]);
  expect(rowsInView(edited, '', 'all', new Map())).toBeNull();
});

test('50,000 rows are looked through while typing', () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => [`SKU-${n}`, n]);
  const large = draftOf(table, rows);
  const look = () => {
    const edited = withCells(large, [{ row: 7, column: 0, text: 'SKU-8' }]);
    expect(problemsOf(edited).size).toBe(1);
    expect(summaryOf(edited, table).changed).toBe(1);
  };
  expect(cpuTime(look)).toBeLessThan(400);
});

test('my changes are put on what somebody else has saved meanwhile, by key', () => {
  const mine = withoutRows(
    withCells(draft, [
      { row: 0, column: 1, text: '10' },
      { row: 2, column: 0, text: 'PAL' },
      { row: 2, column: 1, text: '480' },
    ]),
    new Set([1]),
  );
  const theirs = draftOf(table, [
    ['EA', 1],
    ['CS', 24],
    ['BX', 12],
  ]);
  const both = rebased(mine, theirs);
  expect(savedRows(both)).toEqual([
    ['EA', '1'],
    ['BX', '10'],
    ['PAL', '480'],
  ]);
  expect(summaryOf(both, table)).toMatchObject({ added: 1, changed: 1, removed: 1 });
});

const prices = {
  ...table,
  columns: [
    { name: 'item', type: 'text' as const, isKey: true },
    { name: 'price', type: 'number' as const, isKey: false },
    { name: 'from', type: 'date' as const, isKey: false },
    { name: 'to', type: 'date' as const, isKey: false },
  ],
  effective: { from: 'from', to: 'to', zone: 'UTC' },
};

test('with effective dates a key may have several rows, as long as one of them counts at a time', () => {
  const rows = [
    ['GLV', 10, null, '2026-06-30'],
    ['GLV', 12, '2026-06-30', null],
    ['BOX', 1, '2026-07-01', '2026-06-01'],
    ['PAL', 1, null, '2026-06-30'],
    ['PAL', 2, '2026-07-01', null],
  ];
  const found = [...problemsOf(draftOf(prices, rows))].map(([id, { kind, other }]) => [id, kind, other]);
  expect(found).toEqual([
    [1, 'overlap', 0],
    [2, 'backwards', -1],
  ]);
});

test('rules follow the columns they name when these are renamed, and go with them', () => {
  const named = draftOf({ ...prices, missing: { kind: 'default' as const, values: { price: 7 } } }, []);
  const [item, price, from, to] = prices.columns as [LookupColumn, LookupColumn, LookupColumn, LookupColumn];
  const renamed = withColumns(named, [item, { ...price, name: 'list price' }, { ...from, name: 'valid from' }, to], [0, 1, 2, 3]);
  expect(renamed).toMatchObject({ effective: { from: 'valid from', to: 'to' }, missing: { values: { 'list price': 7 } } });
  expect(withColumns(named, [item, from], [0, 2])).toMatchObject({ effective: { from: 'from', to: null }, missing: { values: {} } });
  expect(withColumns(named, [item, price], [0, 1]).effective).toBeNull();
});
