import { expect, test } from 'vitest';
import { diffRows, documentChanges } from './diff-rows.ts';

const before = {
  type: 'object',
  properties: {
    sku: { type: 'string' },
    lines: { type: 'array', items: { type: 'object', properties: { qty: { type: 'integer' }, note: { type: 'string' } } } },
    old: { type: 'object', properties: { deep: { type: 'string' } } },
    total: { type: 'number' },
  },
};
const after = {
  type: 'object',
  additionalProperties: false,
  required: ['sku'],
  properties: {
    sku: { type: 'string' },
    lines: { type: 'array', items: { type: 'object', properties: { qty: { type: 'number' }, uom: { type: 'string' } } } },
    total: { type: 'number' },
    currency: { type: 'object', properties: { code: { type: 'string' } } },
  },
};

test('both versions stand in one tree, what went where it stood and what came behind its neighbours', () => {
  expect(diffRows(before, after).map(({ state, row }) => `${state} ${row.path}`)).toEqual([
    'changed sku',
    'same lines[]',
    'changed lines[].qty',
    'removed lines[].note',
    'added lines[].uom',
    'removed old',
    'removed old.deep',
    'same total',
    'added currency',
    'added currency.code',
  ]);
});

test('each row says what became of it, and the document itself comes apart', () => {
  const [sku] = diffRows(before, after);
  expect(sku?.changes.map(({ message }) => message)).toEqual(['is required now']);
  expect(documentChanges(before, after).map(({ message }) => message)).toEqual(['takes no other fields now']);
});

test('equal versions have nothing to show', () => {
  expect(diffRows(before, before).every(({ state }) => state === 'same')).toBe(true);
});
