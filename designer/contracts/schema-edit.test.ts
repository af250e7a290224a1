import { schemaOfSample } from '@crossdock/flows/mapping/schema-of-sample';
import { expect, test } from 'vitest';
import { asContract, fieldLines, withField, withName, withoutField, withRequired, withText, withType } from './schema-edit.ts';

const sample = { sku: 'GLV', pack: 12, ready: '2026-11-21', note: null, lines: [{ uom: 'EA', qty: 1 }, { uom: 'CS' }] };
const schema = asContract(schemaOfSample(sample));
const shown = (of = schema) =>
  fieldLines(of).map(({ name, depth, type, isRequired }) => `${'.'.repeat(depth)}${name}${isRequired ? '*' : ''} ${type}`);

test('of a sample the fields and types are taken; what it has is required, but what was null', () => {
  expect(shown()).toEqual([
    'sku* string',
    'pack* number',
    'ready* date',
    'note any',
    'lines* list of object',
    '.uom* string',
    '.qty* number',
  ]);
});

test('a field that is renamed keeps its place and stays required', () => {
  expect(shown(withName(schema, ['properties', 'sku'], 'item')).slice(0, 2)).toEqual(['item* string', 'pack* number']);
  expect(withName(schema, ['properties', 'sku'], 'pack')).toEqual(schema);
});

test('an object that becomes a list of objects keeps its fields', () => {
  const inside = withField(withType(schema, ['properties', 'note'], 'object'), ['properties', 'note']);
  expect(shown(withType(inside, ['properties', 'note'], 'list of object'))).toContain('.field1 string');
});

test('values of a number are numbers, and no values mean any', () => {
  const limited = withText(schema, ['properties', 'pack'], 'values', '1, 12,24');
  expect(limited).toMatchObject({ properties: { pack: { type: 'number', enum: [1, 12, 24] } } });
  expect(withText(limited, ['properties', 'pack'], 'values', '')).toEqual(schema);
});

test('a field deep inside is removed with its mark, and nothing else moves', () => {
  const path = ['properties', 'lines', 'items', 'properties', 'uom'];
  expect(shown(withoutField(schema, path))).toEqual(shown().filter((line) => !line.includes('uom')));
  expect(withRequired(withRequired(schema, path, false), path, true)).toMatchObject({
    properties: { lines: { items: { required: ['qty', 'uom'] } } },
  });
});

test('what the list of fields cannot say is left to the JSON', () => {
  const lines = fieldLines({
    properties: { a: { $ref: '#/$defs/a' }, b: { anyOf: [{ type: 'string' }] }, c: { type: ['string', 'null'] } },
  });
  expect(lines.map(({ type }) => type)).toEqual([null, null, 'string']);
});
