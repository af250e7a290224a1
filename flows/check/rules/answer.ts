import type { Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** Answer mode and respond nodes must fit each other. */
export const answer: Rule = (context) => {
  const { flow, triggers, options, reachable } = context;
  const responders = flow.nodes.filter((node) => isResponder(node.type) && !node.disabled);
  const { mode } = flow.settings.answer;
  const binding = triggers[0] && options.bindingOf?.(triggers[0]);
  const field = 'settings.answer.mode';
  if (mode === 'accepted') {
    return responders.map((node) =>
      problem(
        'hint',
        'ANSWER_NOT_SENT',
        { node },
        `"${node.name}" answers, but the flow answers each message as soon as it is accepted, so its answer is only stored.`,
        'Set the answer to "when finished", or delete the step.',
      ),
    );
  }
  if (binding && binding.kind !== 'http') {
    return [
      problem(
        'hint',
        'NOBODY_WAITS',
        { field },
        'The flow answers when finished, but its trigger has nobody who waits for an answer.',
        'Set the answer to "accepted".',
      ),
    ];
  }
  const found: Problem[] = responders.some((node) => reachable.has(node.id))
    ? []
    : [
        problem(
          'warning',
          'NO_ANSWER',
          { field },
          'The flow answers when finished, but no step says what. The caller gets a general answer.',
          'Add a respond step, or set the answer to "accepted".',
        ),
      ];
  return [...found, ...slowSteps(context)];
};

/** The type says it: of all nodes only `routing.respond` and its like store the answer of a run. */
function isResponder(type: string): boolean {
  return type.endsWith('.respond');
}

function slowSteps({ flow, descriptorOf, reachable }: CheckContext): Problem[] {
  const { deadlineSeconds } = flow.settings.answer;
  return flow.nodes
    .filter((node) => {
      const kind = descriptorOf(node)?.kind;
      return (
        (kind === 'effect' || kind === 'read') &&
        !node.disabled &&
        reachable.has(node.id) &&
        node.onFailure.timeoutSeconds > deadlineSeconds
      );
    })
    .map((node) =>
      problem(
        'hint',
        'SLOWER_THAN_ANSWER',
        { node, field: 'onFailure.timeoutSeconds' },
        `"${node.name}" may take ${node.onFailure.timeoutSeconds} s, but the caller is answered after ${deadlineSeconds} s.`,
        `Use a time-out below ${deadlineSeconds} s, or a longer deadline for the answer.`,
      ),
    );
}
