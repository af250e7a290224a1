import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowEdge } from '../document/flow.ts';
import { withNodes } from './add-node.ts';
import type { Behaviour } from './behaviour.ts';
import { edgeTouches } from './field-keys.ts';
import { inOrder } from './in-order.ts';
import { OperationError } from './operation-error.ts';
import { nodeName, withEdges } from './parts.ts';

export const addEdge: Behaviour<'add-edge'> = {
  apply: (flow, { edge }) => ({ flow: withEdges(flow, [edge]), inverse: { op: 'remove-edge', edge } }),
  title: ({ edge }, flow) => `Connect ${ends(edge, flow)}`,
  touches: ({ edge }) => edgeTouches(edge),
};

export const removeEdge: Behaviour<'remove-edge'> = {
  apply: (flow, { edge }) => ({ flow: withoutEdge(flow, edge), inverse: { op: 'add-edge', edge } }),
  title: ({ edge }, flow) => `Disconnect ${ends(edge, flow)}`,
  touches: ({ edge }) => edgeTouches(edge),
};

export const insertOnEdge: Behaviour<'insert-on-edge'> = {
  apply(flow, { edge, node, input, output }) {
    const opened = withNodes(withoutEdge(flow, edge), [node]);
    const edges = [
      { from: edge.from, to: { node: node.id, port: input } },
      { from: { node: node.id, port: output }, to: edge.to },
    ];
    return {
      flow: withEdges(opened, edges),
      inverse: inOrder(`Take out ${node.name}`, [
        { op: 'remove-node', node: node.id, forget: true },
        { op: 'add-edge', edge },
      ]),
    };
  },
  title: ({ edge, node }, flow) => `Insert ${node.name} between ${ends(edge, flow)}`,
  touches: ({ edge, node }) => [`node:${node.id}`, ...edgeTouches(edge)],
};

function withoutEdge(flow: Flow, edge: FlowEdge): Flow {
  const key = edgeKey(edge);
  const edges = flow.edges.filter((candidate) => edgeKey(candidate) !== key);
  if (edges.length === flow.edges.length) throw new OperationError('UNKNOWN_EDGE', `${ends(edge, flow)} are not connected there any more.`);
  return { ...flow, edges };
}

function ends(edge: FlowEdge, flow: Flow): string {
  return `${nodeName(flow, edge.from.node)} and ${nodeName(flow, edge.to.node)}`;
}
