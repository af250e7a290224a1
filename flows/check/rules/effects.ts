import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** An effect that cannot be told from its repetition costs a person's time whenever an answer is lost. */
export const effects: Rule = ({ flow, options, descriptorOf }) =>
  flow.nodes.flatMap((node) => {
    const descriptor = descriptorOf(node);
    if (descriptor?.kind !== 'effect' || node.disabled) return [];
    const declared = descriptor.idempotency;
    const idempotency = declared === 'by configuration' ? options.idempotencyOf?.(node) : declared;
    if (idempotency !== 'none') return [];
    return [
      problem(
        'warning',
        'EFFECT_WITHOUT_KEY',
        { node },
        `The system behind "${node.name}" cannot tell a repeated call from a new one. When an answer is lost, the item waits for a person.`,
        declared === 'by configuration'
          ? 'Send an idempotency key if the system knows one, or name a way to look up what it has.'
          : 'Nothing to do if calls are rare. Otherwise use a step that sends an idempotency key.',
      ),
    ];
  });
