import { sourcesOf } from '../../graph/graph.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** Duplicates are refused at the intake, before a run exists: the node that says how must stand right behind the trigger, alone. */
export const duplicates: Rule = ({ flow, graph, triggers, descriptorOf }) => {
  const rejecting = flow.nodes.filter((node) => descriptorOf(node)?.rejectsDuplicates === true && !node.disabled);
  const [first] = rejecting;
  const triggerIds = new Set(triggers.map((node) => node.id));
  return rejecting.flatMap((node) => {
    if (node !== first) {
      return [
        problem(
          'error',
          'DUPLICATES_CHECKED_TWICE',
          { node },
          `Both "${first?.name}" and "${node.name}" reject duplicates. A flow has one rule for what a duplicate is.`,
          'Delete one of them; a key may be made of several fields.',
        ),
      ];
    }
    const sources = sourcesOf(graph, node.id);
    if (sources.length === 0 || (sources.length === 1 && triggerIds.has(sources[0] as string))) return [];
    return [
      problem(
        'error',
        'DUPLICATES_CHECKED_LATE',
        { node },
        `"${node.name}" does not stand right behind the trigger, so a duplicate would already have passed other steps.`,
        'Move it right behind the trigger. Its key is read from the message as it arrived.',
      ),
    ];
  });
};
