import { expect, test } from 'vitest';
import { contractOf } from '../contracts/contracts.ts';
import { coverageOf, withOwnFields } from './coverage.ts';
import { fieldsOfSchema } from './fields-of-schema.ts';
import { placeLines } from './place-lines.ts';

const text = { type: 'string' };
const schema = {
  type: 'object',
  required: ['number', 'buyer', 'lines'],
  properties: {
    number: text,
    note: text,
    buyer: { type: 'object', properties: { name: text } },
    shipTo: { type: 'object', required: ['country'], properties: { city: text, country: text } },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: text, uom: text } } },
    tags: { type: 'array', items: text },
  },
};
const target = fieldsOfSchema(schema);
const cover = (fields: unknown) => coverageOf(target, placeLines(fields));
const needed = (fields: unknown) => cover(fields).needed.map(({ path }) => path);

test('a required field of an optional group is needed once something in the group is filled', () => {
  expect(needed([])).toEqual(['number', 'buyer', 'lines[].sku']);
  expect(needed([{ target: 'shipTo.city', value: 'x' }])).toContain('shipTo.country');
});

test('a formula for a whole list or object covers what is in it', () => {
  const coverage = cover([{ target: 'lines', value: '{{ item.lines }}' }]);
  expect(coverage.states.get('lines[].sku')).toBe('covered');
  expect(coverage).toMatchObject({ mapped: 2, requiredOpen: 2 });
});

test('a line without a value leaves its field open', () => {
  expect(needed([{ target: 'number', value: '{{  }}' }])).toContain('number');
  expect(needed([{ target: 'lines', each: '{{ item.l }}', fields: [{ target: 'sku', value: '' }] }])).toContain('lines[].sku');
});

test('what only the mapping names has a row of its own, also inside a loop', () => {
  const placed = placeLines([{ target: 'lines', each: '{{ item.l }}', fields: [{ target: 'extra.colour', value: 'x' }] }]);
  const { own, target: root } = withOwnFields(target, placed);
  expect([...own]).toEqual(['lines[].extra', 'lines[].extra.colour']);
  expect(root.children.find(({ path }) => path === 'lines')?.children.map(({ path }) => path)).toContain('lines[].extra');
});

test('entries of the document that are no lines keep their place and are passed over', () => {
  expect(placeLines([null, { target: 'number', value: 1 }]).map(({ at }) => at)).toEqual(['fields.1']);
});

test('the order contract counts what holds a value, once a part that several places refer to', () => {
  const order = fieldsOfSchema(contractOf('order@1')?.schema ?? {});
  const coverage = coverageOf(order, []);
  expect(coverage.all).toBeGreaterThan(100);
  expect(coverage.needed.map(({ path }) => path)).toContain('lines[].quantity.uom');
  expect(coverage.needed.map(({ path }) => path)).not.toContain('shipTo.address.country');
});
