import { expect, test } from 'vitest';
import { compareSchemas } from './compare-schemas.ts';
import { type Compatibility, incompatibilities } from './compatibility.ts';

const open = {
  type: 'object',
  required: ['sku'],
  properties: { sku: { type: 'string', maxLength: 20 }, uom: { enum: ['EA', 'CS'] }, qty: { type: 'integer' } },
};
const closed = { ...open, additionalProperties: false };
const { sku, uom, qty } = open.properties;
const broken = (mode: Compatibility, before: object, after: object) =>
  incompatibilities(mode, compareSchemas(before as typeof open, after as typeof open)).map(
    ({ path, breaks }) => `${path || '*'} ${breaks.join()}`,
  );

test.each([
  ['a new optional field', open, { ...open, properties: { ...open.properties, note: { type: 'string' } } }, []],
  [
    'a new optional field where readers take no others',
    closed,
    { ...closed, properties: { ...closed.properties, note: {} } },
    ['note forward'],
  ],
  ['a new required field', open, { ...open, required: ['sku', 'note'], properties: { ...open.properties, note: {} } }, ['note backward']],
  ['an optional field that goes', open, { ...open, properties: { sku, uom } }, []],
  ['an optional field that goes where no others are taken', closed, { ...closed, properties: { sku, uom } }, ['qty backward']],
  ['a required field that goes', open, { ...open, required: [], properties: { uom, qty } }, ['sku forward']],
  ['a field that is required now', open, { ...open, required: ['sku', 'qty'] }, ['qty backward']],
  ['a field that is optional now', open, { ...open, required: [] }, ['sku forward']],
  ['a wider type', open, { ...open, properties: { ...open.properties, qty: { type: 'number' } } }, ['qty forward']],
  ['another type', open, { ...open, properties: { ...open.properties, qty: { type: 'string' } } }, ['qty backward,forward']],
  ['another value', open, { ...open, properties: { ...open.properties, uom: { enum: ['EA', 'CS', 'BX'] } } }, ['uom forward']],
  ['a value that goes', open, { ...open, properties: { ...open.properties, uom: { enum: ['EA'] } } }, ['uom backward']],
  ['a looser bound', open, { ...open, properties: { ...open.properties, sku: { type: 'string', maxLength: 40 } } }, ['sku forward']],
  ['a bound that goes', open, { ...open, properties: { ...open.properties, sku: { type: 'string' } } }, ['sku forward']],
  ['closing', open, closed, ['* backward']],
  ['opening', closed, open, ['* forward']],
])('%s', (_, before, after, full) => {
  expect(broken('full', before, after)).toEqual(full);
  expect(broken('none', before, after)).toEqual([]);
  for (const mode of ['backward', 'forward'] as const)
    expect(broken(mode, before, after)).toEqual(full.filter((one) => one.includes(mode)).map((one) => `${one.split(' ')[0]} ${mode}`));
});

test('each comes with what to do', () => {
  const [found] = incompatibilities('backward', compareSchemas(open, { ...open, required: ['sku', 'qty'] }));
  expect(found).toMatchObject({ path: 'qty', message: 'is required now', remedy: expect.stringContaining('Leave it optional') });
});
