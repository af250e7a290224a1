import { closest } from '@crossdock/nodes/contract/closest';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';
import { variableUses } from '../variable-uses.ts';

/** Variables that expressions name. */
export const variables: Rule = ({ flow, catalog, options }) => {
  const known = options.variables;
  if (!known) return [];
  return variableUses(flow, catalog)
    .filter(({ name }) => name !== '*' && !known.includes(name))
    .map(({ name, node, field }) => {
      const meant = closest(name, known);
      return problem(
        'error',
        'MISSING_VARIABLE',
        node ? { node, field } : { field },
        `${node ? `"${node.name}"` : 'The flow'} reads the variable "${name}", which no environment has.`,
        meant ? `Did you mean vars.${meant}? Otherwise create the variable.` : 'Create it under Variables, or name another one.',
      );
    });
};
