import { describe, expect, test } from 'vitest';
import type { PureNode } from '../contract/define-node.ts';
import { prepareNode, records, runNode } from '../run-node.fixture.ts';
import { cpuTime } from '../test/cpu-time.ts';
import { decisionTable } from './decision-table.ts';

const table = {
  inputs: [
    { label: 'Total', value: '{{ item.total }}', type: 'number' },
    { label: 'Channel', value: '{{ item.channel }}' },
  ],
  outputs: [{ name: 'route' }],
  rows: [
    { when: ['>= 100', '-'], give: ['big'] },
    { when: ['-', 'B2B'], give: ['business'] },
  ],
};

describe('a decision table', () => {
  test('records which rows fired and what they gave', () => {
    const items = records({ total: 100, channel: 'B2B' }, { total: 1, channel: 'B2B' });
    expect(runNode(decisionTable, { table }, items).notes).toEqual([
      { id: '0', fact: { rows: [1], result: { route: 'big' } } },
      { id: '1', fact: { rows: [2], result: { route: 'business' } } },
    ]);
    expect(runNode(decisionTable, { table, hitPolicy: 'rule-order', into: 'all' }, items.slice(0, 1)).notes[0]?.fact).toMatchObject({
      rows: [1, 2],
    });
  });

  test('says which rows collide, and what was asked when none matches', () => {
    const fails = (hitPolicy: string, body: Record<string, unknown>) =>
      runNode(decisionTable, { table, hitPolicy }, records(body as never)).failed[0]?.error.message;
    expect(fails('unique', { total: 100, channel: 'B2B' })).toContain('Rows 1 and 2 all match');
    expect(fails('any', { total: 100, channel: 'B2B' })).toContain('Rows 1 and 2 match and give different results');
    expect(fails('first', { total: 5 })).toBe(
      'No row of the table matches: Total = 5, Channel = null. Add a row for it, or a default result.',
    );
    expect(runNode(decisionTable, { table: { ...table, rows: [] } }, records({ total: 5 })).failed[0]?.error.message).toBe(
      'The table has no rows. Add one, or a default result.',
    );
    expect(fails('first', { total: {} })).toContain('The input "Total" must be a number');
  });

  test.each([
    [{ table: { ...table, rows: [{ when: ['5'], give: ['x'] }] } }, 'table.rows[0].when: row 1 has 1 conditions for 2 columns'],
    [{ table: { ...table, rows: [{ when: ['5', '-'], give: [] }] } }, 'row 1 has 0 results for 1 columns'],
    [{ table: { ...table, rows: [{ when: ['> much', '-'], give: ['x'] }] } }, 'table.rows[0].when[0]: row 1: "much" is no number'],
    [{ table, hitPolicy: 'collect' }, 'into: several results make a list'],
    [{ table, onNoMatch: 'default' }, 'defaults: give one value for each of the 1 result columns'],
  ])('refuses a table that does not fit together (%#)', (config, message) => {
    expect(() => runNode(decisionTable, config, [])).toThrow(message);
  });

  test('decides a hundred rows in microseconds', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ when: [`${i * 10}..${i * 10 + 9}`, i % 2 ? '-' : 'B2B, B2C'], give: [`r${i}`] }));
    const run = prepareNode(decisionTable as PureNode, { table: { ...table, rows } });
    const items = records({ total: '995.00', channel: 'B2C' });
    const often = () => {
      for (let i = 0; i < 500; i++) run(items);
    };
    expect((cpuTime(often) / 500) * 1000).toBeLessThan(1000);
  });
});
