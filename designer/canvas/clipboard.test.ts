import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { describe, expect, test } from 'vitest';
import { clipOf, pasteClip, readClip } from './clipboard.ts';

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
    const text = JSON.stringify(clipOf(flow, ['a', 'b', 'note-1']));
    const clip = readClip(text);
    expect(clip).not.toBeNull();
    if (!clip) return;
    const { operations, added } = pasteClip(flow, clip, { x: 24, y: 24 });
    const after = applyAll(flow, operations).flow;
    expect(added).toEqual(['a-2', 'b-2', 'note-2']);
    expect(after.edges.at(-1)).toEqual({ from: { node: 'a-2', port: 'out' }, to: { node: 'b-2', port: 'in' } });
    expect(after.nodes.find((node) => node.id === 'a-2')?.position).toEqual({ x: 24, y: 24 });
    expect(after.notes).toHaveLength(2);
  });

  test('other text on the clipboard is left alone', () => {
    expect(readClip('PO 4711')).toBeNull();
    expect(readClip('{"crossdock":"steps","nodes":[{}]}')).toBeNull();
  });
});
