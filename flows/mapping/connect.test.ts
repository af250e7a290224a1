import { describe, expect, test } from 'vitest';
import { connect, type Edit, type Outcome } from './connect.ts';
import { type Field, walkFields } from './field.ts';
import { fieldsOfSamples } from './fields-of-samples.ts';
import { fieldsOfSchema } from './fields-of-schema.ts';
import { placeLines } from './place-lines.ts';
import { applyEdits } from './suggest.ts';

const record = {
  id: 17,
  name: '#1001',
  created: '2026-11-20T09:04:11-07:00',
  due: '20261120',
  'odd name': 'x',
  ship: { first: 'Ada', city: 'Reno' },
  tags: ['a'],
  line_items: [{ sku: 'A', price: '0.10', tax_lines: [{ price: '0.02', rate: 0.07, codes: [{ code: 'X' }] }] }],
  refunds: [{ amount: '1.00' }],
};
const schema = {
  type: 'object',
  properties: {
    number: { type: 'string' },
    placedAt: { type: 'string', format: 'date-time' },
    day: { type: 'string', format: 'date' },
    total: { type: 'number' },
    shipTo: { type: 'object', properties: { name: { type: 'string' }, city: { type: 'string' } } },
    tags: { type: 'array', items: { type: 'string' } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          sku: { type: 'string' },
          order: { type: 'string' },
          taxes: {
            type: 'array',
            items: { type: 'object', properties: { of: { type: 'string' }, amount: { type: 'string' }, code: { type: 'string' } } },
          },
        },
      },
    },
  },
};
const source = fieldsOfSamples([record]);
const target = fieldsOfSchema(schema);
const at = (root: Field, path: string): Field => {
  const found = [...walkFields(root)].find((field) => field.path === path);
  if (!found) throw new Error(`no field ${path}`);
  return found;
};
const link = (from: string, to: string, fields: unknown[] = [], sample?: unknown): Outcome =>
  connect({ source: at(source, from), target: at(target, to), placed: placeLines(fields), count: fields.length, sample });
const put = (fields: unknown[], edits: readonly Edit[]) => (applyEdits({ fields }, edits) as { fields: unknown[] }).fields;
const done = (outcome: Outcome, fields: unknown[] = []) => {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return put(fields, outcome.edits);
};
const first = (outcome: Outcome, fields: unknown[] = []) => {
  if (outcome.kind !== 'ask') throw new Error(JSON.stringify(outcome));
  return put(fields, outcome.choices[0]?.edits ?? []);
};
const loop = { target: 'lines', each: '{{ item.line_items }}', fields: [] };
const taxes = { target: 'taxes', each: '{{ each.tax_lines }}', fields: [] };

describe('a field on a field', () => {
  test('copies; what may be missing on the way gives nothing', () => {
    expect(done(link('ship.city', 'shipTo.city'))).toEqual([{ target: 'shipTo.city', value: '{{ item.ship?.city }}' }]);
    expect(done(link('odd name', 'number'))).toEqual([{ target: 'number', value: '{{ item["odd name"] }}' }]);
  });

  test('joins the lines of a group that is there', () => {
    const group = [{ target: 'shipTo', fields: [] }];
    expect(done(link('ship.city', 'shipTo.city', group), group)).toEqual([
      { target: 'shipTo', fields: [{ target: 'city', value: '{{ item.ship?.city }}' }] },
    ]);
  });

  test('converts where only one way makes sense, and says so', () => {
    expect(link('id', 'number')).toMatchObject({ kind: 'done', says: expect.stringContaining('item.id?.toString()') });
    expect(done(link('created', 'placedAt', [], record.created))).toEqual([
      { target: 'placedAt', value: '{{ item.created == null ? null : date.parse(item.created) }}' },
    ]);
  });

  test('asks where there are several ways; the shape of the sample leads', () => {
    expect(first(link('due', 'day', [], record.due))).toEqual([
      { target: 'day', value: '{{ item.due == null ? null : date.parse(item.due, "yyyyMMdd") }}' },
    ]);
  });

  test('a second source on a target offers to join, to fall back and to replace', () => {
    const fields = [{ target: 'number', value: '{{ item.name }}' }];
    const outcome = link('odd name', 'number', fields);
    expect(outcome).toMatchObject({
      kind: 'ask',
      choices: [
        { example: '{{ item["odd name"] }}' },
        { example: '{{ text.join(" ", item.name, item["odd name"]) }}' },
        { example: '{{ text.firstOf(item.name, item["odd name"]) }}' },
        { example: '{{ item.name }}{{ item["odd name"] }}' },
      ],
    });
  });

  test('the same source again is refused', () => {
    expect(link('name', 'number', [{ target: 'number', value: '{{ item.name }}' }])).toEqual({
      kind: 'refused',
      why: 'name fills number already.',
    });
  });
});

describe('lists', () => {
  test('a list on a list makes a loop', () => {
    expect(done(link('line_items', 'lines'))).toEqual([loop]);
    expect(done(link('tags', 'tags'))).toEqual([{ target: 'tags', value: '{{ item.tags }}' }]);
  });

  test('inside a loop a field of its entry is each, one of the record is item', () => {
    const fields = done(link('line_items[].sku', 'lines[].sku', [loop]), [loop]);
    expect(fields).toEqual([{ ...loop, fields: [{ target: 'sku', value: '{{ each.sku }}' }] }]);
    expect(done(link('name', 'lines[].order', fields), fields)).toMatchObject([
      { fields: [{}, { target: 'order', value: '{{ item.name }}' }] },
    ]);
  });

  test('a loop that is missing is made, after saying so', () => {
    const outcome = link('line_items[].sku', 'lines[].sku');
    expect(outcome).toMatchObject({ kind: 'ask', question: expect.stringContaining('one entry for each of line_items') });
    expect(first(outcome)).toEqual([{ ...loop, fields: [{ target: 'sku', value: '{{ each.sku }}' }] }]);
  });

  test('nested loops are made together, each inside the other', () => {
    expect(first(link('line_items[].tax_lines[].price', 'lines[].taxes[].amount'))).toEqual([
      { ...loop, fields: [{ ...taxes, fields: [{ target: 'amount', value: '{{ each.price }}' }] }] },
    ]);
    expect(first(link('line_items[].tax_lines[].price', 'lines[].taxes[].amount', [loop]), [loop])).toEqual([
      { ...loop, fields: [{ ...taxes, fields: [{ target: 'amount', value: '{{ each.price }}' }] }] },
    ]);
  });

  test('the entry of the loop around is parent', () => {
    const fields = [{ ...loop, fields: [taxes] }];
    expect(done(link('line_items[].sku', 'lines[].taxes[].of', fields), fields)).toMatchObject([
      { fields: [{ fields: [{ target: 'of', value: '{{ parent.sku }}' }] }] },
    ]);
  });

  test('one value out of a list is asked for: first, sum, joined, count', () => {
    expect(link('line_items[].sku', 'number')).toMatchObject({
      choices: [
        { example: 'item.line_items?.[0]?.sku' },
        { example: 'text.join(", ", ...list.pluck(item.line_items, "sku"))' },
        { example: 'String(list.count(item.line_items))' },
      ],
    });
    expect(link('line_items[].price', 'total')).toMatchObject({ choices: [{}, { example: 'money.sum(item.line_items, "price")' }, {}] });
  });

  test('fields of another list than the loop’s are read as many', () => {
    expect(link('refunds[].amount', 'lines[].sku', [loop])).toMatchObject({
      kind: 'ask',
      choices: [{ example: 'item.refunds?.[0]?.amount' }, {}, {}],
    });
  });
});

test.each([
  ['name', 'lines', 'lines is a list of objects and name is one value.'],
  ['name', 'shipTo', 'shipTo is an object.'],
  ['ship', 'number', 'ship is an object with fields'],
  ['name', 'lines[].order', 'lines is a list: connect a list of the source to it first.'],
  ['line_items[].tax_lines', 'lines', 'stands inside each entry of line_items'],
])('%s on %s is refused with the reason', (from, to, why) => {
  expect(link(from, to)).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
});
