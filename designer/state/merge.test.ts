import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { describe, expect, test } from 'vitest';
import { merge } from './merge.ts';
import { operationsBetween } from './operations-between.ts';

const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'a', type: 'trigger.webhook', name: 'A', config: { auth: { kind: 'none' }, list: [{ v: 1 }, { v: 2 }] } },
    { id: 'b', type: 'routing.log', name: 'B', config: { 'x.y': 1 } },
  ],
  edges: [{ from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } }],
  notes: [{ id: 'n', text: 'hello', position: { x: 0, y: 0 } }],
};
const base = flowSchema.parse(input);
const edited = (...operations: Parameters<typeof applyAll>[1]) => applyAll(base, operations).flow;

describe('merge', () => {
  test('entries of one list are compared one by one while its length stays', () => {
    const mine = edited({ op: 'set-config', node: 'a', path: 'list.0.v', value: 10 });
    const theirs = edited({ op: 'set-config', node: 'a', path: 'list.1.v', value: 20 });
    expect(merge(base, mine, theirs)).toMatchObject({
      merged: { nodes: [{ config: { list: [{ v: 10 }, { v: 20 }] } }, {}] },
      conflicts: [],
    });
  });

  test('two kinds of one union are never mixed', () => {
    const mine = edited({ op: 'set-config', node: 'a', path: 'auth', value: { kind: 'hmac', header: 'x' } });
    const theirs = edited({ op: 'set-config', node: 'a', path: 'auth', value: { kind: 'api-key', header: 'y' } });
    expect(merge(base, mine, theirs).conflicts.map((conflict) => conflict.path)).toEqual([['nodes', 'a', 'config', 'auth']]);
  });

  test('a place on the canvas is not worth a question', () => {
    const mine = edited({ op: 'move-nodes', moves: [{ node: 'a', to: { x: 8, y: 8 } }] });
    const theirs = edited({ op: 'move-nodes', moves: [{ node: 'a', to: { x: 80, y: 80 } }] });
    expect(merge(base, mine, theirs)).toMatchObject({ merged: { nodes: [{ position: { x: 8, y: 8 } }, {}] }, conflicts: [] });
  });

  test('a wire to a step that the other side deleted goes with it', () => {
    const mine = edited({ op: 'add-edge', edge: { from: { node: 'a', port: 'error' }, to: { node: 'b', port: 'in' } } });
    const theirs = edited({ op: 'remove-node', node: 'b' });
    const { merged } = merge(base, mine, theirs);
    expect(merged.edges).toEqual([]);
    expect(merged.nodes.map((node) => node.id)).toEqual(['a']);
  });
});

describe('the operations between two flows', () => {
  const cases: Record<string, Parameters<typeof applyAll>[1]> = {
    'renamed, moved and switched off': [
      { op: 'rename-node', node: 'a', name: 'A2' },
      { op: 'move-nodes', moves: [{ node: 'b', to: { x: 16, y: 8 } }] },
      { op: 'set-disabled', node: 'b', disabled: true },
    ],
    'deep settings, also under names with a dot': [
      { op: 'set-config', node: 'a', path: 'auth.header', value: 'x' },
      { op: 'set-config', node: 'b', path: 'x\\.y', value: 2 },
      { op: 'set-on-failure', node: 'b', path: 'retry.attempts', value: 9 },
      { op: 'set-settings', path: 'answer.mode', value: 'when-finished' },
    ],
    'steps and wires added and removed': [
      { op: 'remove-node', node: 'b' },
      { op: 'add-node', node: { ...base.nodes[1], id: 'c', name: 'C' } as never },
      { op: 'add-edge', edge: { from: { node: 'a', port: 'out' }, to: { node: 'c', port: 'in' } } },
    ],
    'notes and the flow itself': [
      { op: 'edit-note', note: 'n', text: 'bye' },
      { op: 'set-flow', change: { purpose: 'Takes orders' } },
    ],
  };
  for (const [name, operations] of Object.entries(cases)) {
    test(`lead from one to the other and back: ${name}`, () => {
      const other = edited(...operations);
      expect(applyAll(base, operationsBetween(base, other)).flow).toEqual(other);
      const back = applyAll(other, operationsBetween(other, base)).flow;
      expect({ ...back, nodes: back.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)), retired: [] }).toEqual(base);
    });
  }
});

describe('groups', () => {
  const group = (id: string, nodes: string[]) => ({ id, title: id, nodes, collapsed: false });
  const grouped = edited({ op: 'add-group', group: group('g', ['a']) });
  const from = (...operations: Parameters<typeof applyAll>[1]) => applyAll(grouped, operations).flow;

  test('a title from one side and a member from the other are joined', () => {
    const mine = from({ op: 'edit-group', group: 'g', change: { title: 'Front' } });
    const theirs = from({ op: 'edit-group', group: 'g', change: { nodes: ['a', 'b'] } });
    expect(merge(grouped, mine, theirs)).toMatchObject({ merged: { groups: [{ title: 'Front', nodes: ['a', 'b'] }] }, conflicts: [] });
  });

  test('a step that both sides put into a group of their own stands in one', () => {
    const { merged } = merge(
      grouped,
      from({ op: 'add-group', group: group('mine', ['b']) }),
      from({ op: 'add-group', group: group('theirs', ['b']) }),
    );
    expect(merged.groups.flatMap(({ nodes }) => nodes).toSorted()).toEqual(['a', 'b']);
  });

  test('a step that moved from one group to another is told in operations that can be applied', () => {
    const moved = { ...grouped, groups: [group('g', []), group('h', ['a'])] };
    expect(applyAll(grouped, operationsBetween(grouped, moved)).flow).toEqual(moved);
    expect(applyAll(moved, operationsBetween(moved, grouped)).flow).toEqual(grouped);
    const swapped = { ...grouped, groups: [group('h', ['a']), group('g', ['b'])] };
    expect(applyAll(moved, operationsBetween(moved, swapped)).flow.groups.toSorted((a, b) => (a.id > b.id ? 1 : -1))).toEqual([
      group('g', ['b']),
      group('h', ['a']),
    ]);
  });
});
