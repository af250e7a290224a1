import type { FlowNode } from '../document/flow.ts';
import type { Behaviour } from './behaviour.ts';
import { nodeIn, nodeName, stepsInWords, withNode } from './parts.ts';

export const moveNodes: Behaviour<'move-nodes'> = {
  apply(flow, { moves }) {
    const targets = new Map(moves.map((move) => [move.node, move.to]));
    const before = [...targets.keys()].map((id) => ({ node: id, to: nodeIn(flow, id).position }));
    const move = (node: FlowNode): FlowNode => {
      const to = targets.get(node.id);
      return to === undefined || (to.x === node.position.x && to.y === node.position.y) ? node : { ...node, position: to };
    };
    return { flow: { ...flow, nodes: flow.nodes.map(move) }, inverse: { op: 'move-nodes', moves: before } };
  },
  title: ({ moves }, flow) => `Move ${stepsInWords(moves.map((move) => nodeName(flow, move.node)))}`,
  touches: ({ moves }) => moves.map((move) => `node:${move.node}/position`),
};

export const renameNode: Behaviour<'rename-node'> = {
  apply: (flow, { node, name }) => ({
    flow: withNode(flow, node, (before) => ({ ...before, name })),
    inverse: { op: 'rename-node', node, name: nodeIn(flow, node).name },
  }),
  title: ({ node, name }, flow) => `Rename ${nodeName(flow, node)} to ${name}`,
  touches: ({ node }) => [`node:${node}/name`],
};

export const setDisabled: Behaviour<'set-disabled'> = {
  apply: (flow, { node, disabled }) => ({
    flow: withNode(flow, node, (before) => ({ ...before, disabled })),
    inverse: { op: 'set-disabled', node, disabled: nodeIn(flow, node).disabled },
  }),
  title: ({ node, disabled }, flow) => `${disabled ? 'Disable' : 'Enable'} ${nodeName(flow, node)}`,
  touches: ({ node }) => [`node:${node}/disabled`],
};

export const setNodeNote: Behaviour<'set-node-note'> = {
  apply: (flow, { node, note }) => ({
    flow: withNode(flow, node, (before) => ({ ...before, note })),
    inverse: { op: 'set-node-note', node, note: nodeIn(flow, node).note },
  }),
  title: ({ node, note }, flow) => `${note === '' ? 'Clear' : 'Edit'} the note of ${nodeName(flow, node)}`,
  touches: ({ node }) => [`node:${node}/note`],
};
