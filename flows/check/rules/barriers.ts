import type { Problem } from '../../document/flow.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** What to do about missing items is decided at the nodes that wait for all of them. */
export const barriers: Rule = ({ flow, graph, descriptorOf }) =>
  flow.nodes.flatMap((node): Problem[] => {
    const descriptor = descriptorOf(node);
    if (!descriptor) return [];
    const { onMissing } = node.onFailure;
    const place = { node, field: 'onFailure.onMissing' };
    if (!descriptor.isBarrier) {
      return onMissing === 'exception'
        ? []
        : [
            problem(
              'hint',
              'MISSING_NOT_ASKED',
              place,
              `"${node.name}" handles each item on its own, so nothing can be missing there.`,
              'Set it back to "exception".',
            ),
          ];
    }
    if (node.disabled) {
      return [
        problem(
          'warning',
          'DISABLED_BARRIER',
          { node, field: 'disabled' },
          `While "${node.name}" is disabled, items pass it one by one and are not joined.`,
          'Enable it, or check what the steps behind it make of single items.',
        ),
      ];
    }
    const sources = new Set((graph.into.get(node.id) ?? []).map((edge) => edge.from.node));
    if (onMissing === 'wait' && flow.settings.answer.mode === 'when-finished') {
      return [
        problem(
          'warning',
          'CALLER_WAITS_FOR_MISSING',
          place,
          `"${node.name}" waits for missing items while the caller waits for the answer.`,
          'Set the answer to "accepted", or let the step go on without them.',
        ),
      ];
    }
    if (descriptor.ports.inputs.length > 1 && sources.size === 1) {
      return [
        problem(
          'hint',
          'JOINS_ONE_SOURCE',
          { node },
          `All inputs of "${node.name}" come from the same step.`,
          'Connect each input to the step whose items it joins.',
        ),
      ];
    }
    return [];
  });
