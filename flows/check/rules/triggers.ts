import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

export const triggers: Rule = ({ flow, triggers: found, catalog }) => {
  const [first, ...others] = found;
  if (!first) {
    // With a type that is not known here, nobody can say whether it is the trigger.
    const isSure = flow.nodes.every((node) => catalog.all().some((descriptor) => descriptor.type === node.type));
    return isSure
      ? [problem('error', 'NO_TRIGGER', {}, 'The flow has no trigger, so no message can start it.', 'Add a trigger from the palette.')]
      : [];
  }
  if (others.length > 0) {
    return others.map((node) =>
      problem(
        'error',
        'SEVERAL_TRIGGERS',
        { node },
        `The flow has ${found.length} triggers: ${listOf(found.map((trigger) => trigger.name))}. A flow starts from one.`,
        `Keep one here, and move "${node.name}" into a flow of its own.`,
      ),
    );
  }
  if (!first.disabled) return [];
  return [
    problem(
      'error',
      'DISABLED_TRIGGER',
      { node: first },
      `The trigger "${first.name}" is disabled, so no message can start the flow.`,
      'Enable it.',
    ),
  ];
};
