import { describe, expect, test } from 'vitest';
import { rowTable } from './row-table.ts';

describe('rows of a lookup that a promotion changes', () => {
  test('stand under the columns; of a changed row both sides are known', () => {
    const { columns, rows, others } = rowTable([
      { path: 'SKU-1', words: 'SKU-1 added', after: { code: 'SKU-1', item: 'A', note: null } },
      { path: 'SKU-2', words: 'SKU-2 removed', before: { code: 'SKU-2', item: 'B', note: 'old' } },
      {
        path: 'SKU-3',
        words: 'SKU-3: item changed',
        before: { code: 'SKU-3', item: 'C', note: '' },
        after: { code: 'SKU-3', item: 'D', note: '' },
      },
    ]);
    expect(columns).toEqual(['code', 'item', 'note']);
    expect(others).toEqual([]);
    expect(rows.map(({ kind }) => kind)).toEqual(['added', 'removed', 'changed']);
    expect(rows[0]?.cells[2]).toEqual({ before: '', after: '' });
    expect(rows[2]?.cells).toEqual([
      { before: 'SKU-3', after: 'SKU-3' },
      { before: 'C', after: 'D' },
      { before: '', after: '' },
    ]);
  });

  test('leave columns and rules to be told one by one', () => {
    const change = { path: 'column unit', words: 'column unit added', after: 'text' };
    const rule = { path: 'missing', words: 'missing changed', before: { kind: 'exception' }, after: { kind: 'pass' } };
    expect(rowTable([change, rule])).toEqual({ columns: [], rows: [], others: [change, rule] });
  });
});
