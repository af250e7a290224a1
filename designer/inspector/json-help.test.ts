import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFaults } from './json-faults.ts';
import { jsonPlaceAt, jsonRange } from './json-places.ts';
import { keysOf, schemasAt, valuesOf } from './json-schema-walk.ts';

const schema = z.toJSONSchema(
  z.strictObject({
    method: z.enum(['POST', 'PUT']).default('POST'),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('json'), value: z.unknown() }),
      z.strictObject({ kind: z.literal('form'), fields: z.record(z.string(), z.string()) }),
    ]),
    lines: z.array(z.strictObject({ sku: z.string(), count: z.int() })).optional(),
  }),
  { io: 'input' },
) as Record<string, unknown>;

/** `|` marks the caret. */
const placeAt = (marked: string) => jsonPlaceAt(marked.replace('|', ''), marked.indexOf('|'));
const keysFor = (marked: string, value: unknown) => {
  const place = placeAt(marked);
  return place && keysOf(schemasAt(schema, place.path, value)).map(({ key }) => key);
};

describe('what can be written at a place of a JSON text', () => {
  test('the keys of the object around the caret', () => {
    expect(placeAt('{ | }')).toMatchObject({ path: [], kind: 'key' });
    expect(keysFor('{ | }', {})).toEqual(['method', 'body', 'lines']);
    expect(placeAt('{ "method": "POST", "bo|" }')).toMatchObject({ path: [], kind: 'key', from: 20, siblings: ['method'] });
  });

  test('the keys of an entry of a list, and of the chosen kind', () => {
    expect(keysFor('{ "lines": [ { "sku": "A", | } ] }', { lines: [{ sku: 'A' }] })).toEqual(['sku', 'count']);
    expect(keysFor('{ "body": { "kind": "form", | } }', { body: { kind: 'form' } })).toEqual(['kind', 'fields']);
  });

  test('the values that a key takes', () => {
    const place = placeAt('{ "method": | }');
    expect(place).toMatchObject({ path: ['method'], kind: 'value' });
    expect(valuesOf(schemasAt(schema, place?.path ?? []))).toEqual(['POST', 'PUT']);
    expect(placeAt('{ "method": "P|" }')).toMatchObject({ path: ['method'], kind: 'value' });
  });
});

describe('what a schema does not take', () => {
  test('is said at its place', () => {
    const value = { method: 'GET', body: { kind: 'form', fields: {} }, lines: [{ sku: 1, count: 2 }], colour: 'red' };
    const text = JSON.stringify(value);
    expect(jsonFaults(schema, value).map(({ path, part, message }) => [path.join('.'), part, message])).toEqual([
      ['colour', 'key', '"colour" is not known here.'],
      ['method', 'value', 'Use one of: POST, PUT.'],
      ['lines.0.sku', 'value', 'Must be a text.'],
    ]);
    const { from, to } = jsonRange(text, ['lines', 0, 'sku']);
    expect(text.slice(from, to)).toBe('1');
    const key = jsonRange(text, ['colour'], 'key');
    expect(text.slice(key.from, key.to)).toBe('"colour"');
  });

  test('a missing key is said at the object that lacks it', () => {
    expect(jsonFaults(schema, {})).toEqual([{ path: [], part: 'value', message: '"body" is missing.' }]);
    expect(jsonFaults(schema, { body: { kind: 'json', value: 1 } })).toEqual([]);
  });
});
