import type { FlowNode } from '../../document/flow.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const names: Rule = ({ flow }) => {
  const first = new Map<string, FlowNode>();
  return flow.nodes.flatMap((node) => {
    const key = node.name.trim().toLowerCase();
    const other = first.get(key);
    if (!other) first.set(key, node);
    return other
      ? [
          problem(
            'hint',
            'DUPLICATE_NAME',
            { node, field: 'name' },
            `Two steps are called "${node.name}".`,
            'Name each after what it does, so that runs and exceptions can be told apart.',
          ),
        ]
      : [];
  });
};
