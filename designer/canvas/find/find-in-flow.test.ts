import { flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { expect, test } from 'vitest';
import { findInFlow } from './find-in-flow.ts';

const flow = flowSchema.parse({
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    {
      id: 'send',
      type: 'erp.create-order',
      name: 'Send',
      position: { x: 200, y: 0 },
      config: { headers: { 'X-Site': 'RNO1' }, lines: [{ sku: '{{ each.SKU }}' }] },
    },
    { id: 'map', type: 'transform.map', name: 'Map order', position: { x: 0, y: 0 }, note: 'ask the site first' },
  ],
  notes: [{ id: 'n', text: 'Site rules stand in the handbook', position: { x: 0, y: 0 } }],
  groups: [{ id: 'g', title: 'Per site', nodes: ['map'] }],
});
const find = (text: string) => findInFlow(flow, catalogOf([]), text);

test('names, types, settings, their keys, notes and groups are searched, in reading order', () => {
  expect(find('site').map(({ id, where }) => [id, where])).toEqual([
    ['map', 'note'],
    ['send', 'headers.X-Site'],
    ['group:g', 'title'],
    ['n', 'text'],
  ]);
  expect(find('order').map(({ id, where }) => [id, where])).toEqual([
    ['map', 'name'],
    ['send', 'type'],
  ]);
});

test('a value deep in the settings is told with its place', () => {
  expect(find('each.sku')).toEqual([{ id: 'send', name: 'Send', where: 'lines.0.sku', excerpt: '{{ each.SKU }}' }]);
});

test('nothing is found by nothing', () => {
  expect(find('  ')).toEqual([]);
  expect(find('zebra')).toEqual([]);
});
