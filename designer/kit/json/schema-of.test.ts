import { describe, expect, test } from 'vitest';
import { type SchemaField, schemaOf } from './schema-of.ts';

const flat = (field: SchemaField): SchemaField[] => [field, ...field.fields.flatMap(flat)];
const at = (values: unknown[], path: string) => flat(schemaOf(values)).find((field) => field.path === path);

describe('the schema of records', () => {
  const orders = [
    { number: '10482', total: 120.5, placedAt: '2026-11-20', lines: [{ sku: 'A', qty: 2 }, { sku: 'BB' }], note: null },
    { number: '7', total: 3, placedAt: '2026-11-18', lines: [], 'ship to': { city: 'Gent' } },
  ];

  test('holds every field with the path a person reads, in the order of its first meeting', () => {
    expect(flat(schemaOf(orders)).map((field) => field.path)).toEqual([
      ...['', 'number', 'total', 'placedAt', 'lines', 'lines[].sku', 'lines[].qty', 'note', '["ship to"]', '["ship to"].city'],
    ]);
  });

  test('counts how often a field was there, of the objects that could have had it', () => {
    expect(at(orders, 'number')).toMatchObject({ seen: 2, parents: 2 });
    expect(at(orders, 'lines[].qty')).toMatchObject({ seen: 1, parents: 2 });
    expect(at(orders, '["ship to"]')).toMatchObject({ seen: 1, parents: 2 });
  });

  test('knows the range of numbers and dates by value, of texts and lists by length', () => {
    expect(at(orders, 'total')?.range).toEqual({ of: 'value', from: 3, to: 120.5 });
    expect(at(orders, 'placedAt')?.range).toEqual({ of: 'value', from: '2026-11-18', to: '2026-11-20' });
    expect(at(orders, 'number')?.range).toEqual({ of: 'length', from: 1, to: 5 });
    expect(at(orders, 'lines')?.range).toEqual({ of: 'length', from: 0, to: 2 });
  });

  test('lists kinds that are mixed, the most frequent first, and different examples only', () => {
    expect(at([{ a: 1 }, { a: '1' }, { a: '1' }, { a: null }], 'a')).toMatchObject({
      kinds: [
        { kind: 'text', count: 2 },
        { kind: 'number', count: 1 },
        { kind: 'null', count: 1 },
      ],
      examples: [1, '1'],
    });
  });

  test('shows what a list of plain values holds as one field', () => {
    expect(at([{ tags: ['a', 'b'] }], 'tags[]')).toMatchObject({ name: 'each', kinds: [{ kind: 'text', count: 2 }], seen: 2 });
  });

  test('cuts an object that is used as a map, and says so', () => {
    const map = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`sku-${n}`, n]));
    expect(schemaOf([map, map])).toMatchObject({ omitted: 600 });
  });

  test('nothing has no fields', () => {
    expect(schemaOf([])).toMatchObject({ seen: 0, fields: [] });
  });
});
