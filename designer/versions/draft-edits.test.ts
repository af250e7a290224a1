import { diff } from '@crossdock/flows/diff/diff';
import { type Flow, flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { Operation } from '@crossdock/flows/operations/operation';
import { expect, test } from 'vitest';
import { toBecome, toTakeBack, toTakeStep } from './draft-edits.ts';

const flow: Flow = flowSchema.parse({
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: ['in', 'map', 'send'].map((id, i) => ({ id, type: 'test.step', name: id, config: { a: 1 }, position: { x: i * 200, y: 0 } })),
  edges: [
    { from: { node: 'in', port: 'out' }, to: { node: 'map', port: 'in' } },
    { from: { node: 'map', port: 'out' }, to: { node: 'send', port: 'in' } },
  ],
});
const after = (operations: readonly Operation[], from = flow) => applyAll(from, operations).flow;

test('an older version can be made the draft, also where its steps were removed since', () => {
  const draft = after([
    { op: 'remove-node', node: 'map', heal: true },
    { op: 'set-settings', path: 'lane', value: 'shop' },
  ]);
  expect(diff(after(toBecome(draft, flow), draft), flow)).toEqual([]);
});

test('one change of the draft can be taken back, the others stay', () => {
  const draft = after([
    { op: 'set-config', node: 'map', path: 'a', value: 2 },
    { op: 'rename-node', node: 'send', name: 'Send it' },
  ]);
  const [first] = diff(flow, draft);
  const back = after(toTakeBack(draft, first ? [first] : []), draft);
  expect(diff(flow, back).map(({ title }) => title)).toEqual(['Send it: name']);
});

test('a step of an old version takes the place of the draft’s, where it stands', () => {
  const draft = after([
    { op: 'set-config', node: 'map', path: 'a', value: 2 },
    { op: 'move-nodes', moves: [{ node: 'map', to: { x: 8, y: 8 } }] },
  ]);
  const map = after(toTakeStep(draft, flow, 'map'), draft).nodes.find((node) => node.id === 'map');
  expect(map).toMatchObject({ config: { a: 1 }, position: { x: 8, y: 8 } });
});

test('a step that is gone comes back with the wires whose other end is still there', () => {
  const draft = after([
    { op: 'remove-node', node: 'map' },
    { op: 'remove-node', node: 'send' },
  ]);
  const back = after(toTakeStep(draft, flow, 'map'), draft);
  expect(back.nodes.map((node) => node.id)).toEqual(['in', 'map']);
  expect(back.edges).toHaveLength(1);
  expect(toTakeStep(draft, flow, 'nowhere')).toEqual([]);
});
