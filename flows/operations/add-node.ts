import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowEdge, FlowGroup, FlowNode } from '../document/flow.ts';
import type { Applied, Behaviour } from './behaviour.ts';
import { inOrder } from './in-order.ts';
import { OperationError } from './operation-error.ts';
import { nodeIn, nodeName, withEdges, withinLimit } from './parts.ts';
import type { Operation } from './vocabulary.ts';

export const addNode: Behaviour<'add-node'> = {
  apply: (flow, { node, restored }) => ({
    flow: restored ? withNodes({ ...flow, retired: flow.retired.filter((id) => id !== node.id) }, [node]) : withNodes(flow, [node]),
    inverse: restored ? { op: 'remove-node', node: node.id } : { op: 'remove-node', node: node.id, forget: true },
  }),
  title: ({ node, restored }) => `${restored ? 'Restore' : 'Add'} ${node.name}`,
  touches: ({ node }) => [`node:${node.id}`],
};

export const removeNode: Behaviour<'remove-node'> = {
  apply(flow, { node: id, heal, forget }): Applied {
    const node = nodeIn(flow, id);
    const edges = flow.edges.filter((edge) => edge.from.node === id || edge.to.node === id);
    const healed = heal ? healingEdge(flow, id, edges) : [];
    const group = flow.groups.find((candidate) => candidate.nodes.includes(id));
    const isRetired = forget !== true && !flow.retired.includes(id);
    const without: Flow = {
      ...flow,
      nodes: flow.nodes.filter((other) => other !== node),
      edges: edges.length === 0 ? flow.edges : flow.edges.filter((edge) => !edges.includes(edge)),
      retired: isRetired ? [...flow.retired, id] : flow.retired,
      groups: group ? flow.groups.with(flow.groups.indexOf(group), withoutMember(group, id)) : flow.groups,
    };
    const undo: Operation[] = [
      ...healed.map((edge) => ({ op: 'remove-edge', edge }) as const),
      isRetired ? { op: 'add-node', node, restored: true } : { op: 'add-node', node },
      ...edges.map((edge) => ({ op: 'add-edge', edge }) as const),
      ...(group ? [{ op: 'edit-group', group: group.id, change: { nodes: group.nodes } } as const] : []),
    ];
    return { flow: withEdges(without, healed), inverse: inOrder(`Restore ${node.name}`, undo) };
  },
  title: ({ node }, flow) => `Delete ${nodeName(flow, node)}`,
  touches: ({ node }) => [`node:${node}`],
};

/** The flow with new nodes. Throws when an id is in use or was used by a node that is gone. */
export function withNodes(flow: Flow, nodes: readonly FlowNode[]): Flow {
  const taken = new Set(flow.nodes.map((node) => node.id));
  const retired = new Set(flow.retired);
  for (const { id } of nodes) {
    if (taken.has(id)) throw new OperationError('ID_TAKEN', `A step with the id "${id}" exists already. Add it under another id.`);
    if (retired.has(id)) {
      throw new OperationError('ID_RETIRED', `The id "${id}" belonged to a step that was removed. Add the step under another id.`);
    }
    taken.add(id);
  }
  return { ...flow, nodes: withinLimit('nodes', [...flow.nodes, ...nodes]) };
}

function withoutMember(group: FlowGroup, id: string): FlowGroup {
  return { ...group, nodes: group.nodes.filter((member) => member !== id) };
}

/** a-c for a simple chain a-b-c: one edge in, one out beside the error port, and a-c not there yet. */
function healingEdge(flow: Flow, id: string, edges: readonly FlowEdge[]): FlowEdge[] {
  const [into, ...moreInto] = edges.filter((edge) => edge.to.node === id);
  const [out, ...moreOut] = edges.filter((edge) => edge.from.node === id && edge.from.port !== 'error');
  if (!into || !out || moreInto.length > 0 || moreOut.length > 0 || into === out) return [];
  const healed = { from: into.from, to: out.to };
  const key = edgeKey(healed);
  return flow.edges.some((edge) => edgeKey(edge) === key) ? [] : [healed];
}
