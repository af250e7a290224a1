import { loops as findLoops } from '../../graph/loops.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const loops: Rule = ({ graph, nodes }) =>
  findLoops(graph).map((loop) => {
    const names = [...loop, loop[0] as string].map((id) => nodes.get(id)?.name ?? id);
    return problem(
      'error',
      'LOOP',
      { node: nodes.get(loop[0] as string) },
      `Steps feed each other in a loop: ${names.join(' → ')}. Such a run would never end.`,
      'Remove one of these edges. For paging or polling use the setting of the step.',
    );
  });
