import type { Flow } from '@crossdock/flows/document/flow';
import { flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { Operation } from '@crossdock/flows/operations/operation';
import { describe, expect, test } from 'vitest';
import { unionFlow } from './canvas/union-flow.ts';
import { countsOf, flowDiff } from './flow-diff.ts';

const names = ['in', 'map', 'send'];
const flow: Flow = flowSchema.parse({
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: names.map((id, i) => ({ id, type: 'test.step', name: id.toUpperCase(), config: { a: 1, b: 2 }, position: { x: i * 200, y: 0 } })),
  edges: [
    { from: { node: 'in', port: 'out' }, to: { node: 'map', port: 'in' } },
    { from: { node: 'map', port: 'out' }, to: { node: 'send', port: 'in' } },
  ],
  notes: [{ id: 'n', text: 'Ask Kim', position: { x: 0, y: 200 } }],
});
const size = () => ({ width: 128, height: 82 });
const compare = (...operations: Operation[]) => flowDiff(flow, applyAll(flow, operations).flow);
const stopsOf = (...operations: Operation[]) =>
  compare(...operations).stops.map(({ kind, title, changes }) => `${kind} ${title} ${changes.length}`);

describe('what differs, thing by thing', () => {
  test('a removed step is one with its wires, the wire that healed it another', () => {
    expect(stopsOf({ op: 'remove-node', node: 'map', heal: true })).toEqual(['removed MAP 3', 'added IN → SEND 1']);
  });

  test('several fields of a step are one changed step, settings and notes come after the steps', () => {
    expect(
      stopsOf(
        { op: 'edit-note', note: 'n', text: 'Ask Jo' },
        { op: 'set-settings', path: 'lane', value: 'shop' },
        { op: 'set-config', node: 'send', path: 'a', value: 2 },
        { op: 'set-config', node: 'send', path: 'b' },
        { op: 'rename-node', node: 'in', name: 'Take in' },
      ),
    ).toEqual(['changed Take in 1', 'changed SEND 2', 'changed Settings of the flow 1', 'changed Note: Ask Jo 1']);
  });

  test('steps that only moved are counted apart and are no change', () => {
    const moved = compare(
      {
        op: 'move-nodes',
        moves: [
          { node: 'map', to: { x: 9, y: 9 } },
          { node: 'in', to: { x: 1, y: 1 } },
        ],
      },
      { op: 'set-config', node: 'in', path: 'a', value: 3 },
    );
    expect([...moved.moved]).toEqual(['map']);
    expect(countsOf(moved)).toEqual({ added: 0, removed: 0, changed: 1, moved: 1 });
  });
});

describe('both flows in one drawing', () => {
  test('hold what was removed at its old place, with its wires', () => {
    const union = unionFlow(compare({ op: 'remove-node', node: 'map', heal: true }), size);
    expect(union.flow.nodes.find((node) => node.id === 'map')?.position).toEqual({ x: 200, y: 0 });
    expect(union.marks.get('map')?.kind).toBe('removed');
    expect([...union.wires.values()].toSorted()).toEqual(['added', 'removed', 'removed']);
  });

  test('move a ghost aside when another step stands on its place now', () => {
    const node = { ...(flow.nodes[1] as Flow['nodes'][number]), id: 'other' };
    const union = unionFlow(compare({ op: 'remove-node', node: 'map' }, { op: 'add-node', node }), size);
    expect(union.flow.nodes.find((each) => each.id === 'map')?.position).toEqual({ x: 200, y: 104 });
    expect(union.marks.get('other')?.kind).toBe('added');
  });
});
