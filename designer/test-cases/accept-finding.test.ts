import { testCaseSchema } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import type { Finding } from '../server/shapes.ts';
import { acceptFinding, canAccept } from './accept-finding.ts';

const expected = testCaseSchema.shape.expect.parse({
  outputs: { 'map.out': [{ number: '1', lines: [{ quantity: 1 }, { quantity: 24 }] }] },
});
const finding = (more: Partial<Finding>): Finding => ({
  place: '',
  message: '',
  kind: 'differs',
  part: 'outputs',
  key: 'map.out',
  path: [],
  ...more,
});

test('a value deep inside takes the place of the expected one, and the rest stays', () => {
  const after = acceptFinding(expected, finding({ path: [0, 'lines', 1, 'quantity'], expected: 24, found: 23 }));
  expect(after.outputs['map.out']).toEqual([{ number: '1', lines: [{ quantity: 1 }, { quantity: 23 }] }]);
  expect(expected.outputs['map.out']).toEqual([{ number: '1', lines: [{ quantity: 1 }, { quantity: 24 }] }]);
});

test('a field that did not come is no longer expected', () => {
  const after = acceptFinding(expected, finding({ kind: 'missing', path: [0, 'number'], expected: '1' }));
  expect(after.outputs['map.out']).toEqual([{ lines: [{ quantity: 1 }, { quantity: 24 }] }]);
});

test('another number of records replaces the whole list', () => {
  const after = acceptFinding(expected, finding({ kind: 'length', found: [{ a: 1 }, { a: 2 }] }));
  expect(after.outputs['map.out']).toEqual([{ a: 1 }, { a: 2 }]);
});

test('the status and the codes of errors are accepted too', () => {
  expect(acceptFinding(expected, finding({ part: 'status', key: null, found: 'failed' })).status).toBe('failed');
  const codes = acceptFinding(expected, finding({ part: 'errors', key: 'erp', kind: 'length', found: ['GONE'] }));
  expect(codes.errors).toEqual({ erp: ['GONE'] });
});

test('a schema is not changed by one record', () => {
  const broken = finding({ kind: 'schema', path: [0, 'number'] });
  expect(canAccept(broken)).toBe(false);
  expect(acceptFinding(expected, broken)).toBe(expected);
});
