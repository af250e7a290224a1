import { describe, expect, test } from 'vitest';
import { completed, suggestionsFor } from './grid/suggestions.ts';
import { imported, targetsFor, typeOf } from './import-plan.ts';
import { expressionOf, fieldsOf, nameOf } from './sample-fields.ts';
import { aTable, cellsOf } from './table.fixture.ts';
import { columnsOf } from './table.ts';

const blank = { inputs: [], outputs: [], rows: [] };

describe('a file that is taken in', () => {
  test('columns are found by name, whatever their order', () => {
    expect(targetsFor(['route', 'CHANNEL', 'total', 'extra'], aTable())).toEqual([2, 1, 0, 3]);
    expect(targetsFor(['From', 'To', 'Result'], blank)).toEqual(['condition', 'condition', 'result']);
  });

  test('makes columns with types from the cells, and reads numbers with a decimal comma', () => {
    const file = {
      heads: ['Total', 'Ship to', 'Fee'],
      lines: [
        ['>= 2.500,00', 'DE', '4,90'],
        ['< 2.500,00', 'AT, CH', '0'],
      ],
    };
    const plan = imported(blank, file, ['condition', 'condition', 'result'], false);
    expect(plan.table.inputs.map(({ label, type }) => [label, type])).toEqual([
      ['Total', 'number'],
      ['Ship to', 'text'],
    ]);
    expect(plan.table.outputs).toMatchObject([{ name: 'fee', type: 'number' }]);
    expect(cellsOf(plan.table)).toEqual([
      ['>= 2500.00', 'DE', '4.90', ''],
      ['< 2500.00', 'AT, CH', '0', ''],
    ]);
    expect(plan).toMatchObject({ rows: 2, faults: 0, cut: 0 });
  });

  test('keeps cells that cannot be read, and adds below when asked', () => {
    const plan = imported(aTable(['1', '-', 'x']), { heads: ['Total'], lines: [['oops']] }, [0], true);
    expect(cellsOf(plan.table).map(([total]) => total)).toEqual(['1', 'oops']);
    expect(plan.faults).toBe(1);
  });

  test.each([
    [['1', '>= 2', '3..4', '-'], 'number'],
    [['true', 'no'], 'boolean'],
    [['2026-01-01', '> 2026-02-01'], 'date'],
    [['A', '1'], 'text'],
    [['', '-'], 'text'],
  ] as const)('%j is a column of type %s', (cells, type) => {
    expect(typeOf(cells)).toBe(type);
  });
});

describe('fields of a sample', () => {
  test('are reached so that a missing parent gives no value', () => {
    const fields = fieldsOf({
      total: '12.50',
      shipTo: { country: 'US' },
      lines: [{ sku: 'A' }],
      placedAt: '2026-01-01T00:00:00Z',
      isNew: true,
    });
    expect(fields.map(({ path, type }) => [path, type])).toEqual([
      ['total', 'number'],
      ['shipTo.country', 'text'],
      ['lines.length', 'number'],
      ['placedAt', 'date'],
      ['isNew', 'boolean'],
    ]);
    expect(expressionOf('shipTo.country')).toBe('{{ item.shipTo?.country }}');
    expect([nameOf('shipTo.countryCode'), nameOf('lines.length')]).toEqual(['Country code', 'Lines count']);
  });
});

describe('values to complete a cell with', () => {
  const table = aTable(['-', 'NV, CA', ''], ['-', 'NV', ''], ['-', 'not(TX)', '']);
  const channel = columnsOf(table)[1] as NonNullable<ReturnType<typeof columnsOf>[1]>;

  test('those of samples and of the column, the next one behind a comma', () => {
    expect(suggestionsFor('', channel, table, ['UT'])).toEqual(['UT', 'NV', 'CA']);
    expect(suggestionsFor('NV, ', channel, table, ['UT'])).toEqual(['UT', 'CA']);
    expect(completed('NV, c', channel, 'CA')).toBe('NV, CA');
    expect(completed('not(n', channel, 'NV')).toBe('not(NV');
  });
});
