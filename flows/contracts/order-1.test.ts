import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { order1 } from './order-1.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const validate = ajv.compile(order1.schema);
const problems = (order: unknown) =>
  validate(order) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);

/** The least an order must say. */
const least = {
  source: { system: 'edi', id: '850-0001' },
  orderNumber: '10482',
  placedAt: '2026-11-20T16:04:11Z',
  currency: 'USD',
  pricesIncludeTax: false,
  buyer: {},
  lines: [{ lineNumber: 1, sku: 'VLV-BR-075', quantity: { value: '24', uom: 'EA' }, unitPrice: '11.40', discounts: [], taxes: [] }],
  totals: { lines: '273.60', discount: '0.00', shipping: '0.00', tax: '0.00', total: '273.60' },
};
const [line] = least.lines;

test('the least order holds', () => {
  expect(problems(least)).toEqual([]);
});

test.each([
  ['an amount as a number', { totals: { ...least.totals, total: 273.6 } }, '/totals/total type'],
  ['an amount with a comma', { totals: { ...least.totals, tax: '1,00' } }, '/totals/tax pattern'],
  ['an amount below zero', { totals: { ...least.totals, discount: '-5.00' } }, '/totals/discount pattern'],
  ['a quantity as a number', { lines: [{ ...line, quantity: { value: 24, uom: 'EA' } }] }, '/lines/0/quantity/value type'],
  ['a line without a unit', { lines: [{ ...line, quantity: { value: '24' } }] }, '/lines/0/quantity required'],
  ['a line with a blank SKU', { lines: [{ ...line, sku: '  ' }] }, '/lines/0/sku pattern'],
  ['no lines', { lines: [] }, '/lines minItems'],
  ['an instant with an offset', { placedAt: '2026-11-20T09:04:11-07:00' }, '/placedAt pattern'],
  ['an instant that cannot be', { placedAt: '2026-13-20T09:04:11Z' }, '/placedAt pattern'],
  ['a day with a time', { requestedShipDate: '2026-11-23T00:00:00Z' }, '/requestedShipDate pattern'],
  ['a country by name', { shipTo: { address: { country: 'Germany' } } }, '/shipTo/address/country pattern'],
  ['an id as a number', { source: { system: 'shopify', id: 820982911946154500 } }, '/source/id type'],
  ['a misspelt field', { custmerPoNumber: 'PO 4711' }, ' additionalProperties'],
  ['a misspelt field in a line', { lines: [{ ...line, uom: 'EA' }] }, '/lines/0 additionalProperties'],
  ['no buyer', { buyer: null }, '/buyer type'],
])('%s does not hold', (_, change, problem) => {
  expect(problems({ ...least, ...change })).toContain(problem);
});

test('what a channel says beyond the contract goes into extensions, at every level', () => {
  const extensions = { gift: true, 'metafield:pallet': ['A', 1, null] };
  const order = { ...least, extensions, buyer: { extensions }, lines: [{ ...line, extensions }], source: { ...least.source, extensions } };
  expect(problems(order)).toEqual([]);
});

test('the compiled check needs no library', async () => {
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const compiling = new Ajv2020({ code: { source: true, esm: true } });
  const code = (standalone as unknown as (ajv: unknown, validate: unknown) => string)(compiling, compiling.compile(order1.schema));
  expect(code).not.toMatch(/\brequire\(|^import /m);
});
