import { expect, test } from 'vitest';
import { compareSchemas } from './compare-schemas.ts';
import { order1 } from './order-1.ts';

const before = {
  type: 'object',
  required: ['sku'],
  properties: {
    sku: { type: 'string', maxLength: 20 },
    uom: { enum: ['EA', 'CS'] },
    qty: { type: 'integer', minimum: 1 },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
  },
  $defs: { line: { type: 'object', properties: { note: { type: 'string' } } } },
};
const with_ = (properties: object, more: object = {}) =>
  compareSchemas(before, { ...before, ...more, properties: { ...before.properties, ...properties } }).map(
    ({ path, kind, message }) => `${path} ${message}: ${kind}`,
  );

test('nothing changed is no change, also in a schema of many references', () => {
  expect(compareSchemas(before, before)).toEqual([]);
  expect(compareSchemas(order1.schema, structuredClone(order1.schema))).toEqual([]);
});

test.each([
  ['a new field', { colour: { type: 'string' } }, {}, ['colour is new and optional: compatible']],
  ['a new required field', { colour: { type: 'string' } }, { required: ['sku', 'colour'] }, ['colour is new and required: breaking']],
  ['a field that is required now', {}, { required: ['sku', 'qty'] }, ['qty is required now: breaking']],
  ['a field that became optional', {}, { required: [] }, ['sku is optional now: compatible']],
  ['a removed field with all below it', { lines: undefined }, {}, ['lines was removed: breaking']],
  ['a wider type', { qty: { type: ['number', 'null'], minimum: 1 } }, {}, ['qty was integer, is null or number: compatible']],
  ['a narrower type', { sku: { type: 'integer', maxLength: 20 } }, {}, ['sku was text, is integer: breaking']],
  ['fewer values', { uom: { enum: ['EA'] } }, {}, ['uom does not take "CS" any more: breaking']],
  ['more values', { uom: { enum: ['EA', 'CS', 'BX'] } }, {}, ['uom takes "BX" as well: compatible']],
  ['a looser bound', { sku: { type: 'string', maxLength: 40 } }, {}, ['sku maxLength was 20, is 40: compatible']],
  ['a tighter bound', { qty: { type: 'integer', minimum: 2 } }, {}, ['qty minimum was 1, is 2: breaking']],
  ['a new pattern', { sku: { type: 'string', maxLength: 20, pattern: '^A' } }, {}, ['sku pattern is ^A: breaking']],
  ['closing', {}, { additionalProperties: false }, [' takes no other fields now: breaking']],
  ['a change behind a reference', {}, { $defs: { line: { type: 'object', properties: {} } } }, ['lines[].note was removed: breaking']],
])('%s', (_, properties, more, changes) => {
  expect(with_(properties, more)).toEqual(changes);
});
