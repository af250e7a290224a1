import { expect, test } from 'vitest';
import { schemaRows } from './schema-rows.ts';

const order = {
  type: 'object',
  required: ['orderNumber', 'lines'],
  properties: {
    orderNumber: { type: 'string', minLength: 1, maxLength: 40, description: 'As the channel names it' },
    class: { enum: ['priority', 'normal'] },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['sku'],
      properties: {
        sku: { type: 'string' },
        price: { type: ['string', 'null'], pattern: '^\\d+$' },
        parts: { type: 'array', items: { $ref: '#/$defs/line' } },
      },
    },
  },
};

test('fields stand in order with their path, references followed', () => {
  expect(schemaRows(order).map((row) => [row.path, row.depth, row.type, row.isRequired])).toEqual([
    ['orderNumber', 0, 'text', true],
    ['class', 0, 'text', false],
    ['lines[]', 0, 'list of object', true],
    ['lines[].sku', 1, 'text', true],
    ['lines[].price', 1, 'text, may be null', false],
    ['lines[].parts[]', 1, 'list of line, as above', false],
  ]);
});

test('rules are said in words', () => {
  expect(schemaRows(order).map((row) => row.rule)).toEqual(['1 to 40 characters', 'priority, normal', 'at least 1 item', '', '^\\d+$', '']);
});

test('a schema without fields has no rows', () => {
  expect(schemaRows({ type: 'string' })).toEqual([]);
});
