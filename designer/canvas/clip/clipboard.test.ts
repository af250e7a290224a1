import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { describe, expect, test } from 'vitest';
import { clearShift } from './clear-shift.ts';
import { clipOf, pasteClip } from './clipboard.ts';
import { readClip, withoutTriggers } from './read-clip.ts';

const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'a', type: 'transform.map', name: 'A' },
    { id: 'b', type: 'routing.log', name: 'B' },
    { id: 'c', type: 'routing.log', name: 'C' },
  ],
  edges: [
    { from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } },
    { from: { node: 'b', port: 'out' }, to: { node: 'c', port: 'in' } },
  ],
  notes: [{ id: 'note-1', text: 'Why', position: { x: 0, y: 0 } }],
};
const flow = flowSchema.parse(input);

describe('steps on the clipboard', () => {
  test('carry the wires among them and come back under new ids, in another flow too', () => {
    const clip = stepsIn(JSON.stringify(clipOf(flow, ['a', 'b', 'note-1'])));
    const { operations, added } = pasteClip(flow, clip, { x: 24, y: 24 });
    const after = applyAll(flow, operations).flow;
    expect(added).toEqual(['a-2', 'b-2', 'note-2']);
    expect(after.edges.at(-1)).toEqual({ from: { node: 'a-2', port: 'out' }, to: { node: 'b-2', port: 'in' } });
    expect(after.nodes.find((node) => node.id === 'a-2')?.position).toEqual({ x: 24, y: 24 });
    expect(after.notes).toHaveLength(2);
  });

  test('bring a group that was chosen whole, with its steps', () => {
    const grouped = applyAll(flow, [{ op: 'add-group', group: { id: 'g', title: 'Front', nodes: ['a', 'b'], collapsed: true } }]).flow;
    const { operations } = pasteClip(grouped, clipOf(grouped, ['group:g']), { x: 0, y: 0 });
    expect(applyAll(grouped, operations).flow.groups.at(-1)).toEqual({
      id: 'front',
      title: 'Front',
      nodes: ['a-2', 'b-2'],
      collapsed: true,
    });
    expect(clipOf(grouped, ['a']).groups).toEqual([]);
  });

  test('may come from a flow file, from a part of one, or as a single step', () => {
    expect(readClip(JSON.stringify(input))).toMatchObject({ kind: 'steps', isWholeFlow: true, clip: { nodes: { length: 3 } } });
    const part = { nodes: input.nodes?.slice(0, 1), edges: input.edges };
    expect(readClip(JSON.stringify(part))).toMatchObject({ kind: 'steps', isWholeFlow: false, clip: { nodes: { length: 1 }, edges: [] } });
    expect(readClip(JSON.stringify(input.nodes?.[0]))).toMatchObject({ kind: 'steps', clip: { nodes: { length: 1 } } });
  });

  test.each([
    ['nothing', '', 'The clipboard is empty'],
    ['a word', 'PO 4711', 'holds no steps'],
    ['JSON that is cut off', '{"format":1,', 'cut off or broken'],
    ['other JSON', '{"orders":[]}', 'holds no steps'],
    ['a flow with a mistake', JSON.stringify({ ...input, name: '' }), 'cannot be read'],
    ['steps with a mistake', '{"crossdock":"steps","nodes":[{"id":"a"}]}', 'cannot be read'],
    ['a newer flow', JSON.stringify({ ...input, format: 99 }), 'newer Crossdock'],
    ['n8n', '{"nodes":[{"typeVersion":1}],"connections":{}}', 'a flow of n8n'],
    ['Node-RED', '[{"id":"1","type":"inject","wires":[]}]', 'a flow of Node-RED'],
  ])('%s is refused with the reason', (_what, text, reason) => {
    expect(readClip(text)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  test('leave out the trigger where the flow has one', () => {
    const clip = stepsIn(JSON.stringify(input));
    const isTrigger = (node: { readonly id: string }) => node.id === 'a';
    expect(withoutTriggers(clip, flow, isTrigger)).toMatchObject({
      left: ['A'],
      clip: { nodes: [{ id: 'b' }, { id: 'c' }], edges: { length: 1 } },
    });
    expect(withoutTriggers(clip, { ...flow, nodes: [] }, isTrigger).left).toEqual([]);
  });
});

function stepsIn(text: string) {
  const read = readClip(text);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.clip;
}

describe('where cards are pasted', () => {
  const card = (x: number, y: number) => ({ x, y, width: 128, height: 80 });

  test('as wished where nothing lies, also beside a card', () => {
    expect(clearShift([card(0, 0)], [card(400, 0)], { x: 24, y: 24 })).toEqual({ x: 24, y: 24 });
  });

  test('further down, past every card that would lie under one of them', () => {
    const there = [card(0, 0), card(176, 100)];
    expect(clearShift([card(0, 0), card(176, 0)], there, { x: 24, y: 24 })).toEqual({ x: 24, y: 196 });
  });
});
