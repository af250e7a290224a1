import { expect, test } from 'vitest';
import { subjectOf } from './subject-of.ts';

const flows = new Map([['shopify-order-to-erp', 'Shopify order to ERP']]);

test('a flow has its name and leads to its editor; one that is gone keeps its id', () => {
  expect(subjectOf({ act: 'flow.published', subject: 'shopify-order-to-erp' }, flows)).toEqual({
    title: 'Shopify order to ERP',
    path: '/flows/shopify-order-to-erp',
    env: null,
  });
  expect(subjectOf({ act: 'flow.removed', subject: 'old' }, flows).title).toBe('old');
});

test('a connection is named without its environment, and leads there in it', () => {
  expect(subjectOf({ act: 'connection.changed', subject: 'test/erp-main', env: null }, flows)).toEqual({
    title: 'erp-main',
    path: '/connections/erp-main',
    env: 'test',
  });
});

test('an approval leads to its run', () => {
  expect(subjectOf({ act: 'approval.approved', subject: 'r_1', env: 'prod' }, flows)).toEqual({
    title: 'r_1',
    path: '/runs/r_1',
    env: 'prod',
  });
});

test('what has no page has no link', () => {
  expect(subjectOf({ act: 'audit.exported', subject: 'audit' }, flows)).toEqual({ title: 'audit', path: null, env: null });
});

test('what was looked at is the run or the flow it belongs to', () => {
  const viewed = { act: 'payload.viewed', subject: 'r_1', details: { what: '/runs/:id/steps/:nodeId' } };
  expect(subjectOf(viewed, flows).path).toBe('/runs/r_1');
  expect(subjectOf({ ...viewed, subject: 'shopify-order-to-erp', details: { what: '/flows/:id/samples' } }, flows).title).toBe(
    'Shopify order to ERP',
  );
});
