import type { Flow } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { stalenessOf } from './staleness.ts';

const node = (id: string, config: Record<string, unknown> = {}) => ({ id, name: id, type: 't', version: 1, config, disabled: false });
const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const flow = (nodes: object[], edges: object[]) => ({ nodes, edges }) as unknown as Pick<Flow, 'nodes' | 'edges'>;
const ran = flow([node('a', { x: 1, y: 2 }), node('b'), node('c'), node('aside')], [edge('a', 'b'), edge('b', 'c')]);

test('data is fresh while nothing that leads to it has changed', () => {
  const moved = { ...node('a', { y: 2, x: 1 }), name: 'Renamed', at: { x: 9, y: 9 } };
  expect(stalenessOf(ran, flow([moved, node('b'), node('c'), node('aside', { z: 1 })], [edge('a', 'b'), edge('b', 'c')]), 'c')).toEqual({
    kind: 'fresh',
  });
});

test('a changed setting makes the data of the step and of those behind it stale', () => {
  const draft = flow([node('a'), node('b', { q: 1 }), node('c')], [edge('a', 'b'), edge('b', 'c')]);
  expect(stalenessOf(ran, draft, 'b')).toEqual({ kind: 'step' });
  expect(stalenessOf(ran, draft, 'c')).toMatchObject({ kind: 'before', node: { id: 'b' } });
});

test('a step that is new or wired otherwise is stale', () => {
  expect(stalenessOf(ran, flow([...ran.nodes, node('d')], [...ran.edges]), 'd')).toEqual({ kind: 'step' });
  expect(stalenessOf(ran, flow([...ran.nodes], [edge('b', 'c')]), 'c')).toMatchObject({ kind: 'before', node: { id: 'b' } });
});

test('data of a step that was run alone is fresh until the step itself is changed', () => {
  const alone = flow([node('c', { q: 1 })], []);
  const draft = (config: object) => flow([node('a'), node('b'), node('c', { ...config })], [edge('a', 'b'), edge('b', 'c')]);
  expect(stalenessOf(alone, draft({ q: 1 }), 'c')).toEqual({ kind: 'fresh' });
  expect(stalenessOf(alone, draft({ q: 2 }), 'c')).toEqual({ kind: 'step' });
});
