import { describe, expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { apply, applyAll } from './apply.ts';
import { rebase } from './rebase.ts';
import type { Operation } from './vocabulary.ts';

const plain = aFlow().with('in', 'test.trigger').to('map', 'test.map').to('send', 'test.send').build();
const group = { id: 'g', title: 'Booking', nodes: ['map', 'send'], collapsed: false };
const flow = apply(plain, { op: 'add-group', group }).flow;

describe('groups', () => {
  test('a removed step leaves its group, and undo puts it back in', () => {
    const { flow: without, inverse } = apply(flow, { op: 'remove-node', node: 'map', heal: true });
    expect(without.groups).toEqual([{ ...group, nodes: ['send'] }]);
    expect(apply(without, inverse).flow.groups).toEqual([group]);
  });

  test('a step stands in one group at most', () => {
    const second: Operation = { op: 'add-group', group: { ...group, id: 'h', nodes: ['send'] } };
    expect(() => apply(flow, second)).toThrow('Send stands in group "Booking" already. Take it out of that group first.');
    const moved = applyAll(flow, [{ op: 'edit-group', group: 'g', change: { nodes: ['map'] } }, second]).flow;
    expect(moved.groups.map(({ nodes }) => nodes)).toEqual([['map'], ['send']]);
  });

  test('a group holds only steps that exist, each once', () => {
    expect(() => apply(flow, { op: 'edit-group', group: 'g', change: { nodes: ['ghost'] } })).toThrow('Step "ghost" is no longer');
    expect(() => apply(flow, { op: 'edit-group', group: 'g', change: { nodes: ['map', 'map'] } })).toThrow('names a step twice');
    expect(() => apply(flow, { op: 'remove-group', group: 'h' })).toThrow('Group "h" is no longer');
  });

  test('renaming and removing one of its steps merge; two memberships of one step do not', () => {
    const rename: Operation = { op: 'edit-group', group: 'g', change: { title: 'Order' } };
    expect(rebase([rename], [{ op: 'remove-node', node: 'map' }])).toEqual({ merged: [rename] });
    const mine: Operation = { op: 'add-group', group: { ...group, id: 'x', nodes: ['in'] } };
    const theirs: Operation = { op: 'add-group', group: { ...group, id: 'y', nodes: ['in'] } };
    expect(rebase([mine], [theirs])).toMatchObject({ conflicts: [{ fields: ['node:in/group'] }] });
  });
});
