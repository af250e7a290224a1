import { compareText } from '../document/compare-text.ts';
import type { FlowEdge } from '../document/flow.ts';
import type { Graph } from './graph.ts';

/**
 * The edges into a node in the order in which their items are joined: by the position of the upstream node in the topological order, then by its
 * output, then by the input. The same however the flow was drawn.
 * @param order as `topologicalOrder` gives it
 */
export function edgesInto(graph: Graph, id: string, order: readonly string[]): FlowEdge[] {
  const edges = graph.into.get(id) ?? [];
  if (edges.length <= 1) return [...edges];
  const position = new Map(order.map((node, i) => [node, i]));
  const positionOf = (edge: FlowEdge) => position.get(edge.from.node) ?? order.length;
  return edges.toSorted(
    (a, b) =>
      positionOf(a) - positionOf(b) ||
      compareText(a.from.node, b.from.node) ||
      compareText(a.from.port, b.from.port) ||
      compareText(a.to.port, b.to.port),
  );
}
