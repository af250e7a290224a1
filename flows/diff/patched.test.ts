import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyAll } from '../operations/apply.ts';
import type { Operation } from '../operations/vocabulary.ts';
import { aFlow } from '../test/a-flow.ts';
import { anyFlow } from '../test/random-flow.ts';
import { anOperationOn } from '../test/random-operation.ts';
import { diff } from './diff.ts';
import { inWords } from './in-words.ts';
import { movedNodes } from './moved-nodes.ts';
import { patched, undone } from './patched.ts';

const flow = aFlow()
  .with('in', 'test.trigger', { config: { path: 'orders' } })
  .to('map', 'test.map', {
    name: 'Map to order',
    config: { fields: ['quantity', 'sku', 'price'].map((target) => ({ target, value: `{{ each.${target} }}` })), codes: ['a', 'b', 'c'] },
  })
  .to('send', 'test.send')
  .build();

const after = (...operations: Operation[]) => applyAll(flow, operations).flow;
const setFields = (...targets: string[]): Operation => ({
  op: 'set-config',
  node: 'map',
  path: 'fields',
  value: targets.map((target) => ({ target, value: `{{ each.${target} }}` })),
});
const targetsOf = (of: typeof flow) => ((of.nodes[1]?.config.fields ?? []) as { target: string }[]).map(({ target }) => target);

describe('making the differences of two flows in the one', () => {
  test('gives the other, for any two flows', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, (before, target) => {
        const there = { ...target, id: before.id };
        expect(diff(patched(before, diff(before, there)), there)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('gives the other, for any edit, and taking them back the first', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const before = draw(() => anyFlow);
        const edited = [1, 2, 3].reduce((at) => applyAll(at, [draw(anOperationOn, at)]).flow, before);
        const changes = diff(before, edited);
        expect(diff(patched(before, changes), edited)).toEqual([]);
        expect(diff(patched(edited, undone(changes)), before)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('puts named entries where they stood', () => {
    const to = after(setFields('note', 'price', 'quantity', 'lot'));
    expect(targetsOf(patched(flow, diff(flow, to)))).toEqual(['note', 'price', 'quantity', 'lot']);
    expect(targetsOf(patched(to, undone(diff(flow, to))))).toEqual(['quantity', 'sku', 'price']);
  });

  test('takes one change back and leaves the others', () => {
    const to = after(setFields('sku', 'price'), { op: 'rename-node', node: 'map', name: 'Map' });
    const removal = diff(flow, to).filter((change) => change.kind === 'removed');
    const back = patched(to, undone(removal));
    expect(targetsOf(back)).toEqual(['quantity', 'sku', 'price']);
    expect(back.nodes[1]?.name).toBe('Map');
  });

  test('leaves out what has lost its place', () => {
    const to = after({ op: 'set-config', node: 'map', path: 'fields.0.value', value: '1' });
    const gone = after({ op: 'remove-node', node: 'map' });
    expect(patched(gone, diff(flow, to))).toEqual(gone);
  });
});

test('every change of any two flows has a sentence of one line', () => {
  fc.assert(
    fc.property(anyFlow, anyFlow, (before, target) => {
      for (const change of diff(before, target)) expect(inWords(change)).toMatch(/^\S.{2,400}$/);
    }),
  );
});

test.each<[string, Operation]>([
  ['Map to order: quantity now {{ each.qty }}', { op: 'set-config', node: 'map', path: 'fields.0.value', value: '{{ each.qty }}' }],
  ['Map to order: codes, 1 no longer set, was a', { op: 'set-config', node: 'map', path: 'codes.0' }],
  ['Map to order renamed to Map', { op: 'rename-node', node: 'map', name: 'Map' }],
  ['Map to order switched off', { op: 'set-disabled', node: 'map', disabled: true }],
  ['Map to order → Send disconnected', { op: 'remove-edge', edge: flow.edges[1] as (typeof flow.edges)[number] }],
  ['Lane set to shop', { op: 'set-settings', path: 'lane', value: 'shop' }],
  ['Map to order: order of fields changed', setFields('sku', 'quantity', 'price')],
])('"%s"', (words, operation) => {
  expect(diff(flow, after(operation)).map(inWords)).toEqual([words]);
});

test('an entry that came or went says what it holds', () => {
  const to = after({
    op: 'set-config',
    node: 'map',
    path: 'fields',
    value: [{ target: 'lot', value: '{{ each.lot }}' }, ...((flow.nodes[1]?.config.fields ?? []) as unknown[]).slice(1)],
  });
  expect(diff(flow, to).map(inWords)).toEqual([
    'Map to order: fields, quantity removed: {{ each.quantity }}',
    'Map to order: fields, lot added: {{ each.lot }}',
  ]);
});

test('a step that was only moved is no change, but known to have moved', () => {
  const to = after({ op: 'move-nodes', moves: [{ node: 'map', to: { x: 7, y: 7 } }] });
  expect(diff(flow, to)).toEqual([]);
  expect(movedNodes(flow, to)).toEqual(['map']);
});

test('1,000 steps are compared in a few milliseconds', () => {
  const nodes = Array.from({ length: 1000 }, (_, i) => ({ ...(flow.nodes[1] as (typeof flow.nodes)[number]), id: `map${i}` }));
  const big = { ...flow, nodes, edges: [] };
  const copy = structuredClone(big);
  const edited = {
    ...copy,
    nodes: copy.nodes.map((node, i) => (i % 10 === 0 ? { ...node, config: { ...node.config, codes: ['z'] } } : node)),
  };
  diff(big, edited);
  expect(diff(big, edited).length).toBeGreaterThanOrEqual(100);
  expect(cpuTime(() => diff(big, edited))).toBeLessThan(100);
});
