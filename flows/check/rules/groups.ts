import type { Problem } from '../../document/flow.ts';
import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** Groups only arrange the drawing, so nothing here keeps a flow from running. */
export const groups: Rule = ({ flow, nodes }) => {
  const groupOf = new Map<string, string>();
  return flow.groups.flatMap((group, i): Problem[] => {
    const place = { field: `groups.${i}.nodes` };
    const missing = group.nodes.filter((id) => !nodes.has(id));
    const shared = group.nodes.filter((id) => groupOf.has(id));
    for (const id of group.nodes) if (!groupOf.has(id)) groupOf.set(id, group.title);
    return [
      ...(missing.length > 0
        ? [
            problem(
              'warning',
              'GROUP_WITHOUT_STEP',
              place,
              `Group "${group.title}" names ${listOf(missing)}, which ${missing.length === 1 ? 'is' : 'are'} not in the flow.`,
              'Take these ids out of the group.',
            ),
          ]
        : []),
      ...shared.map((id) =>
        problem(
          'warning',
          'STEP_IN_TWO_GROUPS',
          { node: nodes.get(id), field: 'group' },
          `"${nodes.get(id)?.name ?? id}" stands in two groups, "${groupOf.get(id)}" and "${group.title}". It is drawn in the first.`,
          'Take it out of one of them.',
        ),
      ),
    ];
  });
};
