import { describe, expect, test } from 'vitest';
import { caption } from './caption.ts';

describe('caption', () => {
  test('names the setting that matters', () => {
    expect(caption('{path}', { path: 'orders/create' })).toBe('orders/create');
    expect(caption('{cases.length} ports', { cases: [{}, {}, {}] })).toBe('3 ports');
  });

  test('shows an expression without its braces', () => {
    expect(caption('{key}, 7 days', { key: '{{ item.id }}' })).toBe('item.id, 7 days');
  });

  test('leaves nothing behind where a setting is missing', () => {
    expect(caption('{mode}, {connection}', { connection: 'erp-main' })).toBe('erp-main');
    expect(caption('{mode}', {})).toBe('');
    expect(caption('{table.rows.length} rows, {hitPolicy}', { hitPolicy: 'first' })).toBe('0 rows, first');
  });

  test('counts what cannot be printed', () => {
    expect(caption('{fields} fields', { fields: { a: 1, b: 2 } })).toBe('2 fields');
    expect(caption('{keys}', { keys: ['sku', 'site'] })).toBe('sku site');
  });
});

test('one of a list is said as one', () => {
  expect(caption('{cases.length} cases', { cases: [{}] })).toBe('1 case');
  expect(caption('{table.rows.length} rows, {hitPolicy}', { table: { rows: [{}] }, hitPolicy: 'first' })).toBe('1 row, first');
  expect(caption('{cases.length} cases', { cases: [{}, {}] })).toBe('2 cases');
});
