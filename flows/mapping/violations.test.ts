import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contractOf } from '../contracts/contracts.ts';
import { applyEdits } from './suggest.ts';
import { violationsOf } from './violations.ts';

const schema = contractOf('order@1')?.schema ?? {};
const ajv = new Ajv2020({ strict: false, allErrors: true });
const compiled = ajv.compile(schema);
const line = { lineNumber: 1, sku: 'VLV-BR-075', quantity: { value: '24', uom: 'EA' }, unitPrice: '11.40', discounts: [], taxes: [] };
const order = {
  source: { system: 'edi', id: '850-0001' },
  orderNumber: '10482',
  placedAt: '2026-11-20T16:04:11Z',
  currency: 'USD',
  pricesIncludeTax: false,
  buyer: { address: { country: 'US' } },
  lines: [line],
  totals: { lines: '273.60', discount: '0.00', shipping: '0.00', tax: '0.00', total: '273.60' },
};

test('names the place with and without positions, in the words of the contract', () => {
  const bad = { ...order, lines: [line, { ...line, quantity: { value: 24 } }] };
  expect(violationsOf(bad, schema)).toEqual([
    { path: 'lines[1].quantity.uom', field: 'lines[].quantity.uom', kind: 'missing', message: 'is missing' },
    { path: 'lines[1].quantity.value', field: 'lines[].quantity.value', kind: 'type', message: 'must be text, is a number' },
  ]);
});

const places = [
  'orderNumber',
  'placedAt',
  'currency',
  'buyer',
  'lines',
  'totals.tax',
  'lines.0.sku',
  'lines.0.quantity',
  'lines.0.quantity.uom',
  'buyer.address.country',
  'unknown',
  'lines.0.lineNumber',
];
const values = [
  undefined,
  null,
  '',
  '  ',
  'US',
  'usd',
  '12.90',
  '1,00',
  24,
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [line],
  '2026-11-20',
  '2026-11-20T16:04:11Z',
];

test('agrees with the server’s own check on what fits and at which places it does not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...values)), { maxLength: 3 }), (changes) => {
      let given: unknown = order;
      for (const [at, value] of changes) {
        try {
          given = applyEdits(given, [{ at, value }]);
        } catch {
          // A change before took away what this one is about.
        }
      }
      compiled(given);
      const expected = new Set(
        (compiled.errors ?? []).map(({ instancePath, keyword, params }) => {
          const missing = keyword === 'required' ? `/${String(params.missingProperty)}` : '';
          const extra = keyword === 'additionalProperties' ? `/${String(params.additionalProperty)}` : '';
          return instancePath + missing + extra;
        }),
      );
      const found = new Set(
        violationsOf(given, schema).map(({ path }) => (path === '' ? '' : `/${path.replaceAll(/[.[\]]+/g, '/').replace(/\/$/, '')}`)),
      );
      expect([...found].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 500 },
  );
});

test('alternatives are told by the nearest one', () => {
  const either = {
    anyOf: [
      { type: 'object', required: ['a'] },
      { type: 'object', properties: { b: { type: 'number' } }, required: ['b'] },
    ],
  };
  expect(violationsOf({ b: 1 }, either)).toEqual([]);
  expect(violationsOf({ b: 'x' }, either).map(({ path }) => path)).toEqual(['a']);
});
