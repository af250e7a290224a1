import {
  edgeSchema,
  type Flow,
  type FlowGroup,
  type FlowNode,
  type FlowNote,
  groupSchema,
  limits,
  nodeSchema,
  noteSchema,
} from '@crossdock/flows/document/flow';
import { freeId, newNodeId } from '@crossdock/flows/graph/new-node-id';
import type { Operation } from '@crossdock/flows/operations/operation';
import { z } from 'zod';
import { groupIdOf, withMembers } from '../groups/group-ids.ts';
import type { Point } from '../layout.ts';

/** Steps on the clipboard, as JSON that also a text editor understands. */
export const clipSchema = z.object({
  crossdock: z.literal('steps'),
  nodes: z.array(nodeSchema).max(limits.nodes),
  edges: z.array(edgeSchema).max(limits.edges),
  notes: z.array(noteSchema).max(limits.notes).default([]),
  groups: z.array(groupSchema).max(limits.groups).default([]),
});
export type Clip = z.output<typeof clipSchema>;

/** The chosen steps and notes, with the wires among them and the groups that are chosen whole. */
export function clipOf(flow: Flow, selected: readonly string[]): Clip {
  const ids = new Set(withMembers(flow, selected));
  const chosen = new Set(selected.map(groupIdOf));
  return {
    crossdock: 'steps',
    nodes: flow.nodes.filter((node) => ids.has(node.id)),
    edges: flow.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node)),
    notes: flow.notes.filter((note) => ids.has(note.id)),
    groups: flow.groups.filter((group) => chosen.has(group.id)),
  };
}

/** The operations that add a clip to a flow under new ids, and these ids. `shift` is added to every place. */
export function pasteClip(flow: Flow, clip: Clip, shift: Point): { readonly operations: Operation[]; readonly added: readonly string[] } {
  const ids = newIds(flow, clip.nodes);
  const idOf = (id: string) => ids.get(id) ?? id;
  const nodes = clip.nodes.map((node): FlowNode => ({ ...node, id: idOf(node.id), position: moved(node.position, shift) }));
  const edges = clip.edges.map((edge) => ({
    from: { ...edge.from, node: idOf(edge.from.node) },
    to: { ...edge.to, node: idOf(edge.to.node) },
  }));
  const notes: FlowNote[] = [];
  for (const note of clip.notes) notes.push({ ...note, id: newNoteId([...flow.notes, ...notes]), position: moved(note.position, shift) });
  const groups: FlowGroup[] = [];
  for (const group of clip.groups) {
    const id = freeId(group.title, 'group', new Set([...flow.groups, ...groups].map((other) => other.id)));
    groups.push({ ...group, id, nodes: group.nodes.flatMap((node) => ids.get(node) ?? []) });
  }
  const operations: Operation[] = [
    ...(nodes.length > 0 ? [{ op: 'paste' as const, nodes, edges }] : []),
    ...notes.map((note) => ({ op: 'add-note' as const, note })),
    ...groups.map((group) => ({ op: 'add-group' as const, group })),
  ];
  return { operations, added: [...nodes.map((node) => node.id), ...notes.map((note) => note.id)] };
}

/** An id that the flow never had for each step, made from the one it has. */
function newIds(flow: Flow, nodes: readonly FlowNode[]): Map<string, string> {
  const taken = new Set([...flow.nodes.map((node) => node.id), ...flow.retired]);
  const ids = new Map<string, string>();
  for (const node of nodes) {
    const id = taken.has(node.id) ? newNodeId(flow, node.id.replace(/-\d+$/, ''), taken) : node.id;
    taken.add(id);
    ids.set(node.id, id);
  }
  return ids;
}

export function newNoteId(notes: readonly FlowNote[]): string {
  const taken = new Set(notes.map((note) => note.id));
  for (let n = notes.length + 1; ; n++) if (!taken.has(`note-${n}`)) return `note-${n}`;
}

function moved(at: Point, by: Point): Point {
  return { x: at.x + by.x, y: at.y + by.y };
}
