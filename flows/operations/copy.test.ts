import { expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { apply } from './apply.ts';
import { copyNodes, pasteOf } from './copy.ts';

const flow = aFlow()
  .with('in', 'test.trigger')
  .to('map', 'test.map', { position: { x: 100, y: 50 } })
  .to('send', 'test.send', { position: { x: 300, y: 80 } })
  .build();

test('a copy takes along the edges among the copied steps only', () => {
  expect(copyNodes(flow, ['map', 'send'])?.edges).toEqual([flow.edges[1]]);
  expect(copyNodes(flow, ['gone'])).toBeNull();
});

test('pasted steps have ids and names of their own and keep their places to each other', () => {
  const clip = copyNodes(flow, ['map', 'send']);
  if (!clip) throw new Error('nothing copied');
  const once = apply(flow, pasteOf(flow, clip, { x: 0, y: 0 })).flow;
  expect(once.nodes.slice(3)).toMatchObject([
    { id: 'map-2', name: 'Map 2', position: { x: 0, y: 0 } },
    { id: 'send-2', name: 'Send 2', position: { x: 200, y: 30 } },
  ]);
  expect(once.edges.at(-1)).toEqual({ from: { node: 'map-2', port: 'out' }, to: { node: 'send-2', port: 'in' } });
  const twice = apply(once, pasteOf(once, clip, { x: 0, y: 0 })).flow;
  expect(twice.nodes.at(-1)).toMatchObject({ id: 'send-3', name: 'Send 3' });
});
