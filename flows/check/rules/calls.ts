import type { FlowNode } from '../../document/flow.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** A flow that calls or is told of itself. Circles over several flows show only between them: see `checkAcrossFlows`. */
export const calls: Rule = ({ flow }) => [
  ...flow.nodes
    .filter((node) => calledFlow(node) === flow.id)
    .map((node) =>
      problem(
        'error',
        'CALLS_ITSELF',
        { node, field: 'config.flow' },
        `"${node.name}" calls the flow it stands in, so each run would start another without end.`,
        'Choose another flow.',
      ),
    ),
  ...(flow.settings.errorFlow === flow.id
    ? [
        problem(
          'warning',
          'OWN_ERROR_FLOW',
          { field: 'settings.errorFlow' },
          'The flow is its own error flow. It is not told of its own failures, so nobody is.',
          'Choose another flow.',
        ),
      ]
    : []),
];

/** The flow that a step calls; undefined for any other step. The type says it, as with steps that answer. */
export function calledFlow(node: FlowNode): string | undefined {
  const { flow } = node.config;
  return node.type.endsWith('.call-flow') && !node.disabled && typeof flow === 'string' && flow !== '' ? flow : undefined;
}
