import { expect, test } from 'vitest';
import { contractMarks } from './contract-marks.ts';
import { schemaOf } from './schema-of.ts';

const contract = {
  type: 'object',
  required: ['number', 'customer', 'lines'],
  additionalProperties: false,
  properties: { number: { type: 'string' }, customer: { type: 'string' }, lines: { type: 'array', items: { $ref: '#/$defs/line' } } },
  $defs: { line: { type: 'object', required: ['sku', 'qty'], properties: { sku: { type: 'string' }, qty: { type: 'integer' } } } },
};

test('derived fields are held against the contract, also behind references and in lists', () => {
  const { byPath, missing } = contractMarks(schemaOf([{ number: 1, lines: [{ sku: 'A' }, { sku: 'B', qty: 2 }], extra: true }]), contract);
  expect(Object.fromEntries([...byPath].map(([path, mark]) => [path, mark.kind]))).toEqual({
    number: 'differs',
    lines: 'required',
    'lines[].sku': 'required',
    'lines[].qty': 'differs',
    extra: 'unknown',
  });
  expect(missing).toEqual(['customer']);
});
