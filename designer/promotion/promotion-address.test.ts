import { expect, test } from 'vitest';
import { composePath, readCompose } from './promotion-address.ts';

test('a form for a new request stands in its address', () => {
  const path = composePath({
    from: 'test',
    to: 'prod',
    items: [
      { kind: 'flow', id: 'orders', version: 14 },
      { kind: 'lookup', id: 'uom' },
    ],
  });
  expect(path).toBe('/promotion/new?from=test&to=prod&flow=orders%4014&lookup=uom');
  expect(readCompose(new URLSearchParams(path.split('?')[1]))).toEqual({
    from: 'test',
    to: 'prod',
    items: [
      { kind: 'flow', id: 'orders', version: 14 },
      { kind: 'lookup', id: 'uom', version: null },
    ],
  });
});

test('a contract keeps the version in its name', () => {
  expect(readCompose(new URLSearchParams('to=prod&contract=order@1')).items).toEqual([{ kind: 'contract', id: 'order@1', version: null }]);
});
