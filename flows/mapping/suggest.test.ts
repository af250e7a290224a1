import { readFileSync } from 'node:fs';
import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import { describe, expect, test } from 'vitest';
import { contractOf } from '../contracts/contracts.ts';
import { parseExactJson } from '../document/exact-json.ts';
import { isWithin } from './field.ts';
import { fieldsOfSamples } from './fields-of-samples.ts';
import { fieldsOfSchema } from './fields-of-schema.ts';
import { placeLines } from './place-lines.ts';
import { acceptance, applyEdits, suggest } from './suggest.ts';

const file = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8');
const target = fieldsOfSchema(contractOf('order@1')?.schema ?? {});

describe('the suggestions for a Shopify order, against the mapping that people wrote', () => {
  const samples = ['10482', '10517-tokai', '10540-review', '10551-express'].map((name) =>
    parseExactJson(file(`messages/shopify-order-${name}.json`)),
  );
  const flow = JSON.parse(file('shopify-order-to-erp.flow.json')) as { nodes: { id: string; config: { fields: unknown[] } }[] };
  const written = flow.nodes.find(({ id }) => id === 'map')?.config.fields ?? [];
  const reference = placeLines(written);
  const source = fieldsOfSamples(samples);
  /** What people read for each target. A suggestion is right when it reads one of these places, or one around or inside it. */
  const readBy = new Map(reference.map(({ path, reads }) => [path, reads.filter(({ isTest }) => !isTest).map((read) => read.path)]));
  const found = suggest({ source, target, fields: [], samples }).filter(({ source: from }) => from !== null);
  const isRight = (path: string, from: string) => (readBy.get(path) ?? []).some((each) => isWithin(each, from) || isWithin(from, each));
  const right = found.filter((each) => isRight(each.target.path, each.source?.path ?? ''));
  const wanted = [...readBy].filter(([, paths]) => paths.length > 0);

  test('86 % of what is suggested is what people chose, targets they left open counted as wrong', () => {
    expect(right.length / found.length).toBeGreaterThan(0.85);
  });

  test('76 % of the lines people wrote are found, formulas over several fields included', () => {
    expect(right.length / wanted.length).toBeGreaterThan(0.75);
  });

  test('what is above 90 % and differs from the choice of people differs in the place only, not in the meaning', () => {
    const others = found.filter((each) => each.confidence >= 90 && !right.includes(each) && readBy.has(each.target.path));
    expect(others.map((each) => `${each.target.path} < ${each.source?.path}`)).toEqual([
      'presentment.currency < presentment_currency',
      'buyer.email < customer.email',
      'buyer.name < customer.default_address.name',
      'source.url < source_url',
    ]);
  });

  test('a mapping that is written is never changed', () => {
    const more = suggest({ source, target, fields: written, samples });
    const taken = new Set(reference.map(({ path }) => path));
    expect(more.filter((each) => taken.has(each.target.path))).toEqual([]);
    const after = applyEdits({ fields: written }, acceptance(more, more, written, samples)) as { fields: unknown[] };
    expect(JSON.stringify(after.fields)).toContain(JSON.stringify(written[7]));
    expect(after.fields.length).toBeGreaterThan(written.length);
  });

  test('all of them together make loops with the fields inside, in a configuration that compiles', () => {
    const all = suggest({ source, target, fields: [], samples });
    const { fields } = applyEdits({ fields: [] }, acceptance(all, all, [], samples)) as { fields: { target: string }[] };
    const lines = fields.find((line) => line.target === 'lines');
    expect(lines).toMatchObject({ each: '{{ item.line_items }}' });
    expect(JSON.stringify(lines)).toContain('{"target":"taxes","each":"{{ each.tax_lines }}","fields":[');
    expect(JSON.stringify(lines)).toContain('{"target":"quantity.value","value":"{{ each.quantity?.toString() }}"}');
  });

  test('one field of a list is accepted with its loop', () => {
    const all = suggest({ source, target, fields: [], samples });
    const sku = all.filter((each) => each.target.path === 'lines[].sku');
    expect(applyEdits({}, acceptance(sku, all, [], samples))).toEqual({
      fields: [{ target: 'lines', each: '{{ item.line_items }}', fields: [{ target: 'sku', value: '{{ each.sku }}' }] }],
    });
  });
});

test('knows the names of X12 and of an ERP', () => {
  const samples = [
    {
      BEG: { BEG03: 'PO 4711', BEG05: '20261120' },
      CUR: { CUR02: 'USD' },
      N1_ST: { N102: 'Harbor Hardware', N301: '100 Dock St', N401: 'Reno', N402: 'NV', N403: '89502', N404: 'US' },
      PO1: [{ PO101: '1', PO102: '24', PO103: 'EA', PO104: '11.40', PO107: 'VLV-BR-075' }],
    },
  ];
  const found = suggest({ source: fieldsOfSamples(samples), target, fields: [], samples });
  const from = Object.fromEntries(found.map((each) => [each.target.path, each.source?.path]));
  expect(from).toMatchObject({
    customerPoNumber: 'BEG.BEG03',
    placedAt: 'BEG.BEG05',
    currency: 'CUR.CUR02',
    'shipTo.address.line1': 'N1_ST.N301',
    'shipTo.address.postalCode': 'N1_ST.N403',
    lines: 'PO1',
    'lines[].sku': 'PO1[].PO107',
    'lines[].quantity.value': 'PO1[].PO102',
    'lines[].quantity.uom': 'PO1[].PO103',
    'lines[].unitPrice': 'PO1[].PO104',
  });
});

test('2,000 fields on each side are compared closely with the likely ones only', () => {
  const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`group${i % 40}_field_${i}_price`, `${i}.00`]));
  const properties = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`group${i % 40}Field${i}Price`, { type: 'string' }]));
  const source = fieldsOfSamples([wide]);
  const target = fieldsOfSchema({ type: 'object', properties });
  let found: ReturnType<typeof suggest> = [];
  const look = () => {
    found = suggest({ source, target, fields: [], samples: [wide] });
  };
  expect(cpuTime(look, { times: 1 })).toBeLessThan(5_000);
  expect(found).toHaveLength(2000);
  expect(found[0]?.source?.name.replaceAll('_', '')).toBe(found[0]?.target.name.toLowerCase());
});

test('a flat document gets what stands in a group: customerName is customer.name', () => {
  const order = { id: 'A-1', customer: { name: 'Harbor Hardware', country: 'US' } };
  const flat = fieldsOfSamples([{ customerName: 'x', country: 'US' }]);
  const found = suggest({ source: fieldsOfSamples([order]), target: flat, fields: [], samples: [order] });
  const by = new Map(found.map((each) => [each.target.path, each]));
  expect(by.get('customerName')).toMatchObject({ source: { path: 'customer.name' } });
  expect(by.get('customerName')?.confidence).toBeGreaterThan(90);
  expect(by.get('country')).toMatchObject({ source: { path: 'customer.country' } });
});

test('an order of a shop that says shipping and billing for the addresses, and number and date_created for its own', () => {
  const address = { first_name: 'Ada', address_1: '1 Dock St', city: 'Reno', state: 'NV', postcode: '89502', country: 'US' };
  const order = { number: '727', date_created: '2017-03-22T16:28:02', shipping: address, billing: { ...address, city: 'Gent' } };
  const found = suggest({ source: fieldsOfSamples([order]), target, fields: [], samples: [order] });
  const from = Object.fromEntries(found.map((each) => [each.target.path, each.source?.path]));
  expect(from).toMatchObject({
    orderNumber: 'number',
    placedAt: 'date_created',
    'shipTo.address.line1': 'shipping.address_1',
    'shipTo.address.postalCode': 'shipping.postcode',
    'billTo.address.city': 'billing.city',
    'billTo.address.region': 'billing.state',
  });
});
