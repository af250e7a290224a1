import type { Item, Json } from '@crossdock/nodes/contract/item';
import { expect, test } from 'vitest';
import type { Outputs } from '../../sandbox/region/items.ts';
import { traceItem } from './trace-item.ts';

const item = (id: string, json: Json, from?: string[]): Item => ({ id, json, ...(from && { from }) });
const node = (index: number, id: string, ...edges: [number, string][]) =>
  ({ index, node: { id }, inputs: [{ port: 'in', edges: edges.map(([from, port]) => ({ node: from, port })) }] }) as never;

// An order is split into lines; lines of two kinds meet again and are gathered per warehouse.
const nodes = [
  node(0, 'hook'),
  node(1, 'split', [0, 'out']),
  node(2, 'kind', [1, 'out']),
  node(3, 'map', [2, 'a'], [2, 'b']),
  node(4, 'sum', [3, 'out']),
];
const lines = [item('0.0', 'glove', ['0']), item('0.1', 'valve', ['0']), item('0.2', 'gasket', ['0'])];
const outputs: Outputs = [
  { out: [item('0', 'order')] },
  { out: lines },
  { a: [lines[0] as Item, lines[2] as Item], b: [lines[1] as Item] },
  {
    out: [
      item('0.0~kind.a', 'GLOVE', ['0.0~kind.a']),
      item('0.2~kind.a', 'GASKET', ['0.2~kind.a']),
      item('0.1~kind.b', 'VALVE', ['0.1~kind.b']),
    ],
  },
  { out: [item('sum:W1', 'two', ['0.0~kind.a', '0.1~kind.b']), item('sum:W2', 'one', ['0.2~kind.a'])] },
];
const way = (at: number, id: string) =>
  traceItem(nodes, outputs, at, id)?.map(({ node: index, side, arrived, emitted }) => [
    index,
    side,
    arrived.map(({ json }) => json),
    emitted.map((each) => each.item.json),
  ]);

test('a line is followed back to its order and forth into what was made of it, over a split, a merge and a sum', () => {
  expect(way(3, '0.1~kind.b')).toEqual([
    [0, 'before', [], ['order']],
    [1, 'before', ['order'], ['valve']],
    [2, 'before', ['valve'], ['valve']],
    [3, 'here', ['valve'], ['VALVE']],
    [4, 'after', ['VALVE'], ['two']],
  ]);
});

test('a sum is followed back to all it was made of, and to nothing else', () => {
  expect(way(4, 'sum:W1')).toEqual([
    [0, 'before', [], ['order']],
    [1, 'before', ['order'], ['glove', 'valve']],
    [2, 'before', ['glove', 'valve'], ['glove', 'valve']],
    [3, 'before', ['glove', 'valve'], ['GLOVE', 'VALVE']],
    [4, 'here', ['GLOVE', 'VALVE'], ['two']],
  ]);
});

test('of the message everything was made', () => {
  expect(way(0, '0')?.map(([index, side]) => [index, side])).toEqual([
    [0, 'here'],
    [1, 'after'],
    [2, 'after'],
    [3, 'after'],
    [4, 'after'],
  ]);
});

test('an item that the step never had has no lineage', () => {
  expect(traceItem(nodes, outputs, 4, 'nowhere')).toBeNull();
});
