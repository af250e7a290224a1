import { expect, test } from 'vitest';
import { draftOf } from './table-draft.ts';
import type { TableRules } from './table-rules.ts';
import { type Answer, answerOf } from './try-answer.ts';

const columns = [
  { name: 'item', type: 'text' as const, isKey: true },
  { name: 'price', type: 'number' as const, isKey: false },
  { name: 'from', type: 'date' as const, isKey: false },
];
const rows = [
  ['GLV', 10, null],
  ['GLV', 12, '2026-07-01'],
];
const asked = (rules: Partial<TableRules>, key: string, day = '') => {
  const table = {
    purpose: '',
    ignoreCase: false,
    columns,
    effective: null,
    missing: { kind: 'exception' as const },
    needsApproval: null,
    ...rules,
  };
  return answerOf(draftOf(table, rows), { name: 'price', env: 'dev', key: [key], day });
};

test('a key is asked as on a day', () => {
  const effective = { from: 'from', to: null, zone: 'UTC' };
  expect(Object.fromEntries(given(asked({ effective }, 'GLV', '2026-06-30')))).toEqual({ price: '10', from: '' });
  expect(Object.fromEntries(given(asked({ effective }, 'GLV', '2026-07-01')))).toEqual({ price: '12', from: '2026-07-01' });
});

test('a key without a row gives what the rule of the table says', () => {
  expect(asked({}, 'BOX')).toMatchObject({ kind: 'missing', message: expect.stringContaining('no entry for BOX') });
  const effective = { from: 'from', to: null, zone: 'UTC' };
  const byDefault = asked({ effective, missing: { kind: 'default', values: { price: 7 } } }, 'BOX');
  expect(byDefault).toEqual({ kind: 'default', values: [['price', '7']] });
  expect(asked({ missing: { kind: 'pass' } }, 'BOX')).toEqual({ kind: 'pass', values: [['price', 'BOX']] });
});

function given(answer: Answer) {
  return answer.kind === 'missing' ? [] : answer.values;
}
