import { z } from 'zod';
import { edgeSchema, type Flow, nodeSchema, type Position } from '../document/flow.ts';
import { newNodeId } from '../graph/new-node-id.ts';
import type { Operation } from './vocabulary.ts';

/** What the clipboard holds. It comes back from outside, so it is parsed before it is pasted. */
export const clipSchema = z.strictObject({
  crossdock: z.literal('steps'),
  nodes: z.array(nodeSchema).min(1),
  edges: z.array(edgeSchema),
});
export type Clip = z.output<typeof clipSchema>;

/** Nodes and the edges among them, for the clipboard; null when none of the ids is in the flow. */
export function copyNodes(flow: Flow, ids: Iterable<string>): Clip | null {
  const chosen = new Set(ids);
  const nodes = flow.nodes.filter((node) => chosen.has(node.id));
  if (nodes.length === 0) return null;
  return { crossdock: 'steps', nodes, edges: flow.edges.filter((edge) => chosen.has(edge.from.node) && chosen.has(edge.to.node)) };
}

/** The operation that pastes a clip with ids and names of its own; `at` is where its top left corner goes. */
export function pasteOf(flow: Flow, clip: Clip, at: Position): Operation {
  const left = Math.min(...clip.nodes.map((node) => node.position.x));
  const top = Math.min(...clip.nodes.map((node) => node.position.y));
  const names = new Set(flow.nodes.map((node) => node.name));
  const newIds = new Map<string, string>();
  const nodes = clip.nodes.map((node) => {
    const name = freeName(node.name, names);
    const id = newNodeId(flow, name, newIds.values());
    names.add(name);
    newIds.set(node.id, id);
    return { ...node, id, name, position: { x: node.position.x - left + at.x, y: node.position.y - top + at.y } };
  });
  const edges = clip.edges.flatMap((edge) => {
    const [from, to] = [newIds.get(edge.from.node), newIds.get(edge.to.node)];
    return from && to ? [{ from: { node: from, port: edge.from.port }, to: { node: to, port: edge.to.port } }] : [];
  });
  return { op: 'paste', nodes, edges };
}

/** `Validate`, then `Validate 2`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const base = name.replace(/ \d+$/, '').slice(0, 75);
  for (let n = 2; ; n++) if (!taken.has(`${base} ${n}`)) return `${base} ${n}`;
}
