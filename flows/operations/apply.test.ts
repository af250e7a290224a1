import { describe, expect, test } from 'vitest';
import { edgeKey } from '../document/edge-key.ts';
import { type Flow, type FlowNode, nodeSchema } from '../document/flow.ts';
import { aFlow } from '../test/a-flow.ts';
import { apply, applyAll } from './apply.ts';
import { titleOf } from './operation.ts';

const chain = aFlow().with('in', 'test.trigger').to('map').to('send', 'test.send').build();
const aNode = (id: string): FlowNode => nodeSchema.parse({ id, type: 'test.map', name: id });
const edgesOf = (flow: Flow) => flow.edges.map(edgeKey);

describe('removing a node', () => {
  test('takes its edges with it and retires its id', () => {
    const { flow } = apply(chain, { op: 'remove-node', node: 'map' });
    expect(flow.nodes.map((node) => node.id)).toEqual(['in', 'send']);
    expect(flow.edges).toEqual([]);
    expect(flow.retired).toEqual(['map']);
  });

  test('heals a simple chain when asked to', () => {
    const { flow } = apply(chain, { op: 'remove-node', node: 'map', heal: true });
    expect(edgesOf(flow)).toEqual(['in.out>send.in']);
  });

  test('heals past a wired error port', () => {
    const flow = applyAll(chain, [
      { op: 'add-node', node: aNode('log') },
      { op: 'add-edge', edge: { from: { node: 'map', port: 'error' }, to: { node: 'log', port: 'in' } } },
      { op: 'remove-node', node: 'map', heal: true },
    ]).flow;
    expect(edgesOf(flow)).toEqual(['in.out>send.in']);
  });

  test('does not heal where edges part or meet', () => {
    const flow = aFlow().with('a').to('b').to('c').with('d').edge('b', 'd').build();
    expect(apply(flow, { op: 'remove-node', node: 'b', heal: true }).flow.edges).toEqual([]);
  });

  test('does not draw an edge that is there already', () => {
    const flow = aFlow().with('a').to('b').to('c').edge('a', 'c').build();
    expect(edgesOf(apply(flow, { op: 'remove-node', node: 'b', heal: true }).flow)).toEqual(['a.out>c.in']);
  });

  test('its id is refused for another node, and given back by undo', () => {
    const { flow, inverse } = apply(chain, { op: 'remove-node', node: 'map' });
    expect(() => apply(flow, { op: 'add-node', node: aNode('map') })).toThrow(expect.objectContaining({ code: 'ID_RETIRED' }));
    expect(apply(flow, inverse).flow.retired).toEqual([]);
  });
});

describe('an operation that does not fit', () => {
  test.each([
    ['an unknown node', { op: 'rename-node', node: 'gone', name: 'x' }, 'UNKNOWN_NODE'],
    ['an id that is taken', { op: 'add-node', node: aNode('map') }, 'ID_TAKEN'],
    ['an edge that exists', { op: 'add-edge', edge: chain.edges[0] as Flow['edges'][number] }, 'EDGE_EXISTS'],
    [
      'an edge to nowhere',
      { op: 'add-edge', edge: { from: { node: 'map', port: 'out' }, to: { node: 'gone', port: 'in' } } },
      'UNKNOWN_NODE',
    ],
    [
      'an edge that is gone',
      { op: 'remove-edge', edge: { from: { node: 'map', port: 'x' }, to: { node: 'in', port: 'in' } } },
      'UNKNOWN_EDGE',
    ],
    ['an unknown note', { op: 'remove-note', note: 'n' }, 'UNKNOWN_NOTE'],
    ['an unknown test case', { op: 'remove-test', test: 't' }, 'UNKNOWN_TEST'],
    ['a setting that does not exist', { op: 'set-settings', path: 'lanes', value: 'x' }, 'INVALID_VALUE'],
  ] as const)('is refused: %s', (_what, operation, code) => {
    expect(() => apply(chain, operation)).toThrow(expect.objectContaining({ code }));
  });

  test('names the field and the remedy', () => {
    expect(() => apply(chain, { op: 'set-on-failure', node: 'map', path: 'retry.attempts', value: 0 })).toThrow(
      '"nodes.1.onFailure.retry.attempts" (step "Map") is 0. Use at least 1.',
    );
    expect(() => apply(chain, { op: 'set-settings', path: 'lanes', value: 'x' })).toThrow('Did you mean "lane"?');
  });

  test('in a list says which one it was', () => {
    const operations = [{ op: 'rename-node', node: 'map', name: 'x' } as const, { op: 'remove-node', node: 'gone' } as const];
    expect(() => applyAll(chain, operations)).toThrow(expect.objectContaining({ position: 1 }));
  });

  test('a flow does not grow beyond its limit', () => {
    const full = aFlow({ nodes: Array.from({ length: 2000 }, (_, i) => ({ id: `n${i}`, type: 'test.map', name: `N${i}` })) }).build();
    expect(() => apply(full, { op: 'add-node', node: aNode('more') })).toThrow(expect.objectContaining({ code: 'TOO_MANY' }));
  });
});

test('a node dropped on an edge stands between its ends', () => {
  const { flow } = apply(chain, {
    op: 'insert-on-edge',
    edge: chain.edges[1] as Flow['edges'][number],
    node: aNode('check'),
    input: 'in',
    output: 'out',
  });
  expect(edgesOf(flow)).toEqual(['in.out>map.in', 'map.out>check.in', 'check.out>send.in']);
});

test('a removed setting goes back to its default', () => {
  const changed = apply(chain, { op: 'set-settings', path: 'answer.mode', value: 'when-finished' }).flow;
  expect(apply(changed, { op: 'set-settings', path: 'answer.mode' }).flow.settings.answer.mode).toBe('accepted');
});

test('titles read as commands', () => {
  expect(titleOf({ op: 'remove-node', node: 'map' }, chain)).toBe('Delete Map');
  expect(titleOf({ op: 'set-config', node: 'map', path: 'fields.0.targetName' }, chain)).toBe('Edit Map: fields, 1, target name');
  expect(titleOf({ op: 'add-edge', edge: chain.edges[0] as Flow['edges'][number] }, chain)).toBe('Connect In and Map');
  expect(titleOf({ op: 'move-nodes', moves: ['in', 'map', 'send'].map((node) => ({ node, to: { x: 0, y: 0 } })) }, chain)).toBe(
    'Move 3 steps',
  );
  expect(titleOf({ op: 'set-flow', change: { purpose: 'x', owner: 'y' } }, chain)).toBe('Change purpose and owner');
});
