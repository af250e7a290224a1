import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const reach: Rule = ({ flow, graph, triggers, reachable }) => {
  if (triggers.length === 0) return [];
  return flow.nodes
    .filter((node) => !reachable.has(node.id))
    .map((node) => {
      const isLoose = (graph.into.get(node.id) ?? []).length === 0;
      return problem(
        'warning',
        'UNREACHABLE_NODE',
        { node },
        isLoose
          ? `Nothing leads into "${node.name}", so it never runs.`
          : `No way leads from the trigger to "${node.name}", so it never runs.`,
        isLoose ? 'Connect an output to it, or delete it.' : 'Connect the steps before it with the trigger, or delete it.',
      );
    });
};
