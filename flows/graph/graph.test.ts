import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { anyFlow, reordered } from '../test/random-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { canConnect } from './can-connect.ts';
import { edgesInto } from './edges-into.ts';
import { graphOf } from './graph.ts';
import { loops } from './loops.ts';
import { newNodeId } from './new-node-id.ts';
import { downstreamOf, pathBetween, reachableFrom, upstreamOf } from './reach.ts';
import { topologicalOrder } from './topological-order.ts';

describe('topological order', () => {
  test('puts every node behind those that feed it, however the flow was drawn', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const order = topologicalOrder(graphOf(flow));
        const position = new Map(order.map((id, i) => [id, i]));
        expect(order.toSorted()).toEqual(flow.nodes.map((node) => node.id).sort());
        for (const edge of flow.edges) expect(position.get(edge.from.node)).toBeLessThan(position.get(edge.to.node) as number);
        expect(topologicalOrder(graphOf(reordered(flow)))).toEqual(order);
        expect(loops(graphOf(flow))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('breaks ties by id', () => {
    const flow = aFlow().with('z').with('b').edge('z', 'b').with('a').with('c').build();
    expect(topologicalOrder(graphOf(flow))).toEqual(['a', 'c', 'z', 'b']);
    const freed = aFlow().with('a').to('b').with('c').build();
    expect(topologicalOrder(graphOf(freed))).toEqual(['a', 'b', 'c']);
  });

  test('still lists all nodes of a flow with a loop, those in and behind it last', () => {
    const flow = aFlow().with('a').to('b').to('c').edge('b', 'a').with('z').build();
    expect(topologicalOrder(graphOf(flow))).toEqual(['z', 'a', 'b', 'c']);
  });
});

test('edges into a node come by upstream order, then by output, whatever the order of drawing', () => {
  const flow = aFlow().with('in').with('late').with('a-slow').edge('late', 'a-slow').with('join').edge('in', 'late').build();
  const edges = [
    { from: { node: 'a-slow', port: 'out' }, to: { node: 'join', port: 'in' } },
    { from: { node: 'late', port: 'y' }, to: { node: 'join', port: 'in' } },
    { from: { node: 'late', port: 'x' }, to: { node: 'join', port: 'in' } },
  ];
  for (const drawn of [edges, edges.toReversed()]) {
    const graph = graphOf({ nodes: flow.nodes, edges: [...flow.edges, ...drawn] });
    expect(edgesInto(graph, 'join', topologicalOrder(graph)).map((edge) => `${edge.from.node}.${edge.from.port}`)).toEqual([
      'late.x',
      'late.y',
      'a-slow.out',
    ]);
  }
});

test('reach follows the edges forwards and backwards', () => {
  const graph = graphOf(aFlow().with('a').to('b').to('c').with('x').edge('x', 'c').with('alone').build());
  expect(downstreamOf(graph, 'a')).toEqual(new Set(['b', 'c']));
  expect(upstreamOf(graph, 'c')).toEqual(new Set(['a', 'b', 'x']));
  expect(reachableFrom(graph, ['a'])).toEqual(new Set(['a', 'b', 'c']));
  expect(pathBetween(graph, 'a', 'c')).toEqual(['a', 'b', 'c']);
  expect(pathBetween(graph, 'c', 'a')).toBeNull();
});

describe('loops', () => {
  test('are named by their nodes in the order of the edges', () => {
    const flow = aFlow().with('b').to('c').to('a').edge('a', 'b').with('out').edge('c', 'out').build();
    expect(loops(graphOf(flow))).toEqual([['a', 'b', 'c']]);
  });

  test('of a single node and of several groups are all found', () => {
    const flow = aFlow().with('a').edge('a', 'a').with('x').to('y').edge('y', 'x').build();
    expect(loops(graphOf(flow))).toEqual([['a'], ['x', 'y']]);
  });

  test('are found in a chain of 500 steps', () => {
    const ids = Array.from({ length: 500 }, (_, i) => `n${i}`);
    const edges = ids.map((id, i) => ({ from: { node: id, port: 'out' }, to: { node: ids[(i + 1) % 500] as string, port: 'in' } }));
    expect(loops(graphOf({ nodes: ids.map((id) => ({ id })), edges }))[0]).toHaveLength(500);
  });
});

describe('connecting', () => {
  const flow = aFlow()
    .with('in', 'test.trigger')
    .to('map')
    .to('route', 'test.switch', { config: { cases: [{ name: 'rush' }] } })
    .with('answer', 'test.respond')
    .with('odd', 'test.unknown')
    .build();
  const connect = (from: string, to: string) => {
    const [node, port] = from.split('.') as [string, string];
    return canConnect(flow, testCatalog, { node, port }, { node: to, port: 'in' });
  };

  test('is allowed from an output of the settings, and from the error port', () => {
    expect(connect('route.rush', 'answer')).toEqual({ ok: true });
    expect(connect('map.error', 'answer')).toEqual({ ok: true });
  });

  test.each([
    ['map.out', 'in', 'A trigger takes no input'],
    ['route.rush', 'map', 'This would close a loop: Map → Route → Map'],
    ['map.out', 'map', 'A step cannot feed itself'],
    ['map.out', 'route', 'These two are already connected'],
    ['route.slow', 'answer', 'Route has no output "slow"'],
    ['in.error', 'answer', 'A trigger has no error output'],
    ['answer.out', 'map', 'Nothing leaves Answer'],
    ['gone.out', 'map', 'This step is no longer in the flow'],
    ['odd.out', 'map', 'The type of Odd is not known here'],
  ])('from %s to %s is refused: %s -> %s', (from, to, reason) => {
    expect(connect(from, to)).toEqual({ ok: false, reason });
  });
});

test('new ids are readable, and never those of a node that is or was there', () => {
  const flow = { nodes: aFlow().with('map').with('map-2').build().nodes, retired: ['map-3'] };
  expect(newNodeId(flow, 'Map')).toBe('map-4');
  expect(newNodeId(flow, 'Map to order')).toBe('map-to-order');
  expect(newNodeId(flow, '  Größe prüfen!  ')).toBe('grosse-prufen');
  expect(newNodeId(flow, '注文')).toBe('step');
  expect(newNodeId(flow, '850 to order')).toBe('to-order');
  expect(newNodeId(flow, 'x'.repeat(90), ['x'.repeat(64)])).toBe(`${'x'.repeat(62)}-2`);
});
