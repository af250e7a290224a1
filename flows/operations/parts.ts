import { edgeKey } from '../document/edge-key.ts';
import { type Flow, type FlowEdge, type FlowNode, limits } from '../document/flow.ts';
import { OperationError } from './operation-error.ts';

/** The node with this id. Throws UNKNOWN_NODE. */
export function nodeIn(flow: Flow, id: string): FlowNode {
  const node = flow.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new OperationError('UNKNOWN_NODE', `Step "${id}" is no longer in the flow. Reload the flow and repeat the edit.`);
  return node;
}

/** The flow with one node changed; all others keep their identity. */
export function withNode(flow: Flow, id: string, change: (node: FlowNode) => FlowNode): Flow {
  const before = nodeIn(flow, id);
  const after = change(before);
  return after === before ? flow : { ...flow, nodes: flow.nodes.with(flow.nodes.indexOf(before), after) };
}

/** The name people know a node by; its id when it is gone. */
export function nodeName(flow: Flow, id: string): string {
  return flow.nodes.find((node) => node.id === id)?.name ?? id;
}

export function hasEdge(flow: Flow, edge: FlowEdge): boolean {
  const key = edgeKey(edge);
  return flow.edges.some((candidate) => edgeKey(candidate) === key);
}

/** The flow with these edges in addition. Throws when an end is missing or the edge exists. */
export function withEdges(flow: Flow, edges: readonly FlowEdge[]): Flow {
  if (edges.length === 0) return flow;
  const known = new Set(flow.edges.map(edgeKey));
  for (const edge of edges) {
    const from = nodeIn(flow, edge.from.node);
    const to = nodeIn(flow, edge.to.node);
    if (known.has(edgeKey(edge))) {
      throw new OperationError('EDGE_EXISTS', `${from.name} (${edge.from.port}) and ${to.name} (${edge.to.port}) are already connected.`);
    }
    known.add(edgeKey(edge));
  }
  return { ...flow, edges: withinLimit('edges', [...flow.edges, ...edges]) };
}

/** Throws TOO_MANY when a list has outgrown what a flow may hold. */
export function withinLimit<T extends readonly unknown[]>(part: keyof typeof limits, list: T): T {
  if (list.length <= limits[part]) return list;
  throw new OperationError('TOO_MANY', `A flow holds at most ${limits[part]} ${part}. Move a part of it into a flow of its own.`);
}

/** The names of nodes for a title: "Validate", "Validate and Map", "5 steps". */
export function stepsInWords(names: readonly string[]): string {
  return names.length <= 2 ? names.join(' and ') : `${names.length} steps`;
}
