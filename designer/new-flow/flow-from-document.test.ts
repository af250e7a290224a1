import { flowSchema } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { flowFromDocument } from './flow-from-document.ts';

const startOf = (text: string) => {
  const start = flowFromDocument(text, 'shop/orders');
  if (start.kind !== 'ready') throw new Error(`${start.kind}`);
  return flowSchema.parse({ format: 1, id: 'x', name: 'x', ...start.flow });
};

test('a JSON object becomes a webhook and the first test case, with every digit', () => {
  const flow = startOf('{"id":820982911946154508}');
  expect(flow.nodes.map((node) => [node.type, node.config])).toEqual([['trigger.webhook', { path: 'shop/orders' }]]);
  expect(flow.tests[0]?.message).toMatchObject({ text: '{"id":820982911946154508}', contentType: 'application/json' });
});

test('a JSON list is taken apart by the webhook', () => {
  expect(startOf('[{"sku":"A"},{"sku":"B"}]').nodes[0]?.config).toEqual({ path: 'shop/orders', split: true });
});

test.each([
  ['sku,qty\nA,1\n"B, long",2', {}],
  ['sku;qty\r\nA;1,5\r\nB;2', { delimiter: ';' }],
  ['sku\tqty\nA\t1', { delimiter: '\t' }],
])('CSV %j gets a reader with its delimiter', (text, config) => {
  const flow = startOf(text);
  expect(flow.nodes.map((node) => node.type)).toEqual(['trigger.webhook', 'format.parse-csv']);
  expect(flow.nodes[1]?.config).toEqual(config);
  expect(flow.edges).toHaveLength(1);
});

test.each([
  ['<order/>', 'application/xml'],
  ['ISA*00*          *00*', 'application/edi-x12'],
  ["UNA:+.? 'UNB+UNOA:1", 'application/edifact'],
  ['Hello, World', 'text/plain'],
])('%j keeps its content type', (text, contentType) => {
  expect(startOf(text).tests[0]?.message.contentType).toBe(contentType);
});

test('broken JSON is refused with the place, and nothing is asked of an empty field', () => {
  expect(flowFromDocument('{"id": 1,}', 'x')).toMatchObject({ kind: 'broken', reason: expect.stringContaining('position') });
  expect(flowFromDocument('  ', 'x')).toEqual({ kind: 'empty' });
});
