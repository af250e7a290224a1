import { expect, test } from 'vitest';
import { shadowTexts as texts } from '../../texts/shadow.ts';
import { areOrders, fieldOf, type ShadowGroup, sentenceOf, sideOf, stepName } from './shadow-words.ts';

const group = (more: Partial<ShadowGroup> = {}): ShadowGroup => ({
  flow: 'orders',
  part: 'request',
  step: 'erp',
  port: null,
  kind: 'differs',
  path: ['body', 'priority'],
  count: 14,
  pairs: 1,
  from: 'normal',
  to: 'priority',
  ...more,
});

test('each kind of difference has a sentence of its own', () => {
  expect(sentenceOf(group())).toBe(texts.sends);
  expect(sentenceOf(group({ from: undefined, to: undefined }))).toBe(texts.sendsAnother);
  expect(sentenceOf(group({ kind: 'sent', path: [] }))).toBe(texts.calls);
  expect(sentenceOf(group({ part: 'status', from: 'done', to: 'failed' }))).toBe(texts.fails);
  expect(sentenceOf(group({ part: 'status', from: 'failed', to: 'done' }))).toBe(texts.goesThrough);
  expect(sentenceOf(group({ part: 'decision', path: ['priority'] }))).toBe(texts.decides);
  expect(sentenceOf(group({ part: 'output', kind: 'count', path: [] }))).toBe(texts.leavesCount);
});

test('fields are told as people know them', () => {
  expect(fieldOf(group({ path: ['body', 'lines', '', 'sku'] }))).toBe('lines[].sku');
  expect(fieldOf({ part: 'request', kind: 'differs', path: ['body', 'lines', 2, 'sku'] })).toBe('lines[2].sku');
  expect(fieldOf(group({ path: ['path'] }))).toBe('path');
  expect(fieldOf(group({ path: ['query', 'site'] }))).toBe('query site');
  expect(fieldOf(group({ kind: 'count', path: ['body', 'lines'] }))).toBe('number of lines');
  expect(fieldOf({ part: 'decision', kind: 'differs', path: [0, 'priority'] })).toBe('priority');
});

test('a side that is not there is told from one that may not be seen', () => {
  const { count: _count, pairs: _pairs, flow: _flow, ...difference } = group({ kind: 'unexpected' });
  const one = { ...difference, group: 0 };
  expect(sideOf(one, 'from', true)).toBe('nothing');
  expect(sideOf(one, 'to', true)).toBe('priority');
  expect(sideOf(one, 'to', false)).toBe('not shown');
});

test('steps of several flows are named with their flow, and runs as orders where all are', () => {
  const flow = { flow: 'orders', name: 'Orders', before: 1, after: 2, runs: 1, steps: { erp: 'Create order' } };
  expect(stepName({ flows: [flow] }, 'orders', 'erp')).toBe('Create order');
  expect(stepName({ flows: [flow, { ...flow, flow: 'b', name: 'B' }] }, 'orders', 'erp')).toBe('Orders, Create order');
  expect([areOrders([{ keyKind: 'order' }]), areOrders([{ keyKind: 'order' }, { keyKind: null }])]).toEqual([true, false]);
});
