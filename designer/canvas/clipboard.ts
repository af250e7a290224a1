import { edgeSchema, type Flow, type FlowNode, type FlowNote, nodeSchema, noteSchema } from '@crossdock/flows/document/flow';
import { newNodeId } from '@crossdock/flows/graph/new-node-id';
import type { Operation } from '@crossdock/flows/operations/operation';
import { z } from 'zod';
import type { Point } from './layout.ts';

/** Steps on the clipboard, as JSON that also a text editor understands. */
const clipSchema = z.object({
  crossdock: z.literal('steps'),
  nodes: z.array(nodeSchema).max(500),
  edges: z.array(edgeSchema).max(2000),
  notes: z.array(noteSchema).max(200).default([]),
});
export type Clip = z.output<typeof clipSchema>;

/** The chosen steps and notes, with the wires among them. */
export function clipOf(flow: Flow, selected: readonly string[]): Clip {
  const ids = new Set(selected);
  return {
    crossdock: 'steps',
    nodes: flow.nodes.filter((node) => ids.has(node.id)),
    edges: flow.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node)),
    notes: flow.notes.filter((note) => ids.has(note.id)),
  };
}

/** Steps in a text from the clipboard; null when it holds something else. */
export function readClip(text: string): Clip | null {
  if (!text.includes('"crossdock"')) return null;
  try {
    return clipSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The operations that add a clip to a flow under new ids, and these ids. `shift` is added to every place. */
export function pasteClip(flow: Flow, clip: Clip, shift: Point): { readonly operations: Operation[]; readonly added: readonly string[] } {
  const ids = new Map<string, string>();
  for (const node of clip.nodes) ids.set(node.id, newNodeId(flow, node.id, ids.values()));
  const idOf = (id: string) => ids.get(id) ?? id;
  const nodes = clip.nodes.map((node): FlowNode => ({ ...node, id: idOf(node.id), position: moved(node.position, shift) }));
  const edges = clip.edges.map((edge) => ({
    from: { ...edge.from, node: idOf(edge.from.node) },
    to: { ...edge.to, node: idOf(edge.to.node) },
  }));
  const notes: FlowNote[] = [];
  for (const note of clip.notes) notes.push({ ...note, id: newNoteId([...flow.notes, ...notes]), position: moved(note.position, shift) });
  const operations: Operation[] = [
    ...(nodes.length > 0 ? [{ op: 'paste' as const, nodes, edges }] : []),
    ...notes.map((note) => ({ op: 'add-note' as const, note })),
  ];
  return { operations, added: [...nodes.map((node) => node.id), ...notes.map((note) => note.id)] };
}

export function newNoteId(notes: readonly FlowNote[]): string {
  const taken = new Set(notes.map((note) => note.id));
  for (let n = notes.length + 1; ; n++) if (!taken.has(`note-${n}`)) return `note-${n}`;
}

function moved(at: Point, by: Point): Point {
  return { x: at.x + by.x, y: at.y + by.y };
}
