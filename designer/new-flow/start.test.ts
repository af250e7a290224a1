import { expect, test } from 'vitest';
import { requestOf, webhookPath } from './start.ts';

const file = JSON.stringify({ format: 1, id: 'orders', name: 'Orders' });

test('a flow file keeps its id under its own name and gets a new one under another', () => {
  expect(requestOf({ kind: 'file', text: file }, 'Orders')).toMatchObject({ flow: { id: 'orders', name: 'Orders' } });
  expect(requestOf({ kind: 'file', text: file }, 'Orders of Reno')).toMatchObject({ flow: { id: undefined, name: 'Orders of Reno' } });
});

test('nothing can be created of what cannot be read', () => {
  expect(requestOf({ kind: 'file', text: '{' }, 'Orders')).toBeNull();
  expect(requestOf({ kind: 'document', text: '' }, 'Orders')).toBeNull();
});

test.each([
  ['Shop orders → ERP', 'shop-orders-erp'],
  ['注文', 'messages'],
])('%s is received at %s', (name, path) => {
  expect(webhookPath(name)).toBe(path);
});
