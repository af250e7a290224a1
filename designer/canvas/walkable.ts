import type { Flow } from '@crossdock/flows/document/flow';
import { foldedSteps, groupNodeId } from './groups/group-ids.ts';
import { foldedPlace } from './groups/group-shape.ts';
import type { Walkable } from './walk.ts';

/** The flow as the keyboard walks it: a collapsed group stands for its steps. */
export function walkable(flow: Flow, selected: readonly string[]): Walkable {
  const folded = foldedSteps(flow, selected);
  if (folded.size === 0) return flow;
  const pinOf = (node: string) => {
    const group = folded.get(node);
    return group ? groupNodeId(group.id) : node;
  };
  return {
    nodes: [
      ...flow.nodes.filter((node) => !folded.has(node.id)),
      ...[...new Set(folded.values())].map((group) => ({ id: groupNodeId(group.id), position: foldedPlace(flow, group) })),
    ],
    edges: flow.edges
      .map((edge) => ({ from: { ...edge.from, node: pinOf(edge.from.node) }, to: { ...edge.to, node: pinOf(edge.to.node) } }))
      .filter((edge) => edge.from.node !== edge.to.node),
  };
}
