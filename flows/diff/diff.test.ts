import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../document/canonical.ts';
import type { Flow } from '../document/flow.ts';
import { apply, applyAll } from '../operations/apply.ts';
import type { Operation } from '../operations/vocabulary.ts';
import { aFlow } from '../test/a-flow.ts';
import { anyFlow, reordered } from '../test/random-flow.ts';
import { anOperationOn } from '../test/random-operation.ts';
import { diff, isSameBehaviour } from './diff.ts';

const flow = aFlow()
  .with('in', 'test.trigger', { config: { path: 'orders' } })
  .to('map', 'test.map', {
    name: 'Map to order',
    config: {
      fields: [
        { target: 'quantity', value: '{{ each.qty }}' },
        { target: 'sku', value: '{{ each.sku }}' },
      ],
      codes: ['a', 'b', 'c'],
    },
  })
  .to('send', 'test.send')
  .build();

const after = (...operations: Operation[]) => applyAll(flow, operations).flow;
const configOf = (id: string) => flow.nodes.find((node) => node.id === id)?.config ?? {};
const titles = (to: Flow) => diff(flow, to).map(({ kind, title }) => `${kind} ${title}`);

describe('the difference of any flow', () => {
  test('to itself, written in another order, is none', () => {
    fc.assert(
      fc.property(anyFlow, (any) => {
        expect(diff(any, reordered(any))).toEqual([]);
      }),
    );
  });

  test('to the same with everything moved is none', () => {
    fc.assert(
      fc.property(anyFlow, (any) => {
        const place = { x: 5, y: 7 };
        const moved = {
          ...any,
          nodes: any.nodes.map((node) => ({ ...node, position: place })),
          notes: any.notes.map((note) => ({ ...note, position: place })),
        };
        expect(diff(any, moved)).toEqual([]);
        expect(isSameBehaviour(any, moved)).toBe(true);
      }),
    );
  });

  test('shows every edit but moves', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const before = draw(() => anyFlow);
        const operation = draw(anOperationOn, before);
        const done = apply(before, operation).flow;
        const isMove = operation.op === 'move-nodes' || operation.op === 'move-note' || operation.op === 'batch';
        const isView = operation.op === 'edit-group' && Object.keys(operation.change).join() === 'collapsed';
        const isSame = canonicalText(before) === canonicalText(done);
        expect(diff(before, done).length > 0).toBe(!isMove && !isView && !isSame);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a change is told in words', () => {
  test('of a mapping by its target', () => {
    const to = after({ op: 'set-config', node: 'map', path: 'fields.0.value', value: '{{ each.quantity }}' });
    expect(diff(flow, to)).toEqual([
      {
        kind: 'changed',
        part: 'node',
        nodeId: 'map',
        path: 'config.fields.quantity.value',
        title: 'Map to order: quantity',
        before: '{{ each.qty }}',
        after: '{{ each.quantity }}',
        at: ['config', 'fields', { name: 'quantity' }, 'value'],
      },
    ]);
  });

  test('of an entry put in front without naming the others', () => {
    const fields = [{ target: 'price', value: '1' }, ...(configOf('map').fields as unknown[])];
    expect(titles(after({ op: 'set-config', node: 'map', path: 'fields', value: fields }))).toEqual(['added Map to order: fields, price']);
  });

  test('of the order of named entries', () => {
    const fields = (configOf('map').fields as unknown[]).toReversed();
    expect(titles(after({ op: 'set-config', node: 'map', path: 'fields', value: fields }))).toEqual([
      'changed Map to order: order of fields',
    ]);
  });

  test('of a list without names by position', () => {
    expect(titles(after({ op: 'set-config', node: 'map', path: 'codes.0' }))).toEqual(['removed Map to order: codes, 1']);
  });

  test('of steps and edges', () => {
    expect(titles(after({ op: 'remove-node', node: 'map', heal: true }))).toEqual([
      'removed Map to order',
      'removed In → Map to order',
      'removed Map to order → Send',
      'added In → Send',
    ]);
  });

  test('of the flow and its settings', () => {
    const to = after(
      { op: 'set-flow', change: { channel: 'Shop' } },
      { op: 'set-settings', path: 'answer.deadlineSeconds', value: 5 },
      { op: 'set-settings', path: 'lane', value: 'shop' },
    );
    expect(titles(to)).toEqual(['changed Flow: channel', 'changed Answer, deadline seconds', 'added Lane']);
  });
});

describe('the same behaviour', () => {
  test('is kept by names, notes, descriptions and test cases', () => {
    const to = after(
      { op: 'rename-node', node: 'map', name: 'Other' },
      { op: 'set-node-note', node: 'map', note: 'why' },
      { op: 'set-flow', change: { name: 'x', purpose: 'y', owner: 'z' } },
      { op: 'add-note', note: { id: 'n', text: 'x', position: { x: 0, y: 0 }, size: { width: 240, height: 96 } } },
    );
    expect(diff(flow, to).length).toBeGreaterThan(4);
    expect(isSameBehaviour(flow, to)).toBe(true);
  });

  test.each<[string, Operation]>([
    ['a configuration', { op: 'set-config', node: 'map', path: 'codes.0', value: 'z' }],
    ['a failure policy', { op: 'set-on-failure', node: 'map', path: 'scope', value: 'run' }],
    ['a disabled step', { op: 'set-disabled', node: 'map', disabled: true }],
    ['a setting', { op: 'set-settings', path: 'capture', value: 'none' }],
    ['the channel, which is the lane', { op: 'set-flow', change: { channel: 'Shop' } }],
    ['an edge', { op: 'remove-edge', edge: flow.edges[0] as Flow['edges'][number] }],
  ])('is not kept by %s', (_what, operation) => {
    expect(isSameBehaviour(flow, after(operation))).toBe(false);
  });
});
