import { withNodes } from './add-node.ts';
import type { Behaviour } from './behaviour.ts';
import { edgeTouches } from './field-keys.ts';
import { inOrder } from './in-order.ts';
import { stepsInWords, withEdges } from './parts.ts';

export const paste: Behaviour<'paste'> = {
  apply: (flow, { nodes, edges }) => ({
    flow: withEdges(withNodes(flow, nodes), edges),
    inverse: inOrder(
      `Take back ${stepsInWords(nodes.map((node) => node.name))}`,
      nodes.map((node) => ({ op: 'remove-node', node: node.id, forget: true }) as const),
    ),
  }),
  title: ({ nodes }) => `Paste ${stepsInWords(nodes.map((node) => node.name))}`,
  touches: ({ nodes, edges }) => [...new Set([...nodes.map((node) => `node:${node.id}`), ...edges.flatMap(edgeTouches)])],
};
