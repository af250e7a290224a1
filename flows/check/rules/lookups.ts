import { closest } from '@crossdock/nodes/contract/closest';
import type { Problem } from '../../document/flow.ts';
import type { CheckContext, Rule } from '../context.ts';
import { lookupUses, type PlacedLookup } from '../lookup-uses.ts';
import { problem } from '../problem.ts';

/** Tables and columns that expressions name. */
export const lookups: Rule = (context) => lookupUses(context.flow, context.catalog).flatMap((use) => checkUse(use, context));

function checkUse(use: PlacedLookup, { options, descriptorOf }: CheckContext): Problem[] {
  const { node, field, table, column } = use;
  const place = node ? { node, field } : { field };
  const name = node ? `"${node.name}"` : 'The flow';
  if (node && descriptorOf(node)?.kind === 'trigger')
    return [
      problem(
        'error',
        'LOOKUP_IN_TRIGGER',
        place,
        `${name} is a trigger, and a trigger cannot look things up.`,
        'Look it up in the step behind it.',
      ),
    ];
  if (!options.lookups) return [];
  const known = options.lookups.filter((one) => one.name === table);
  if (known.length === 0) return [unknownTable(use, name, options.lookups)];
  // Environments may have the table in different shapes; it is enough when one of them knows the column.
  if (column === null || known.some(({ columns }) => columns.includes(column))) return [];
  const columns = known[0]?.columns ?? [];
  const meant = closest(column, columns);
  return [
    problem(
      'error',
      'UNKNOWN_LOOKUP_COLUMN',
      place,
      `${name} asks the lookup "${table}" for the column "${column}", which it does not have.`,
      meant ? `Did you mean "${meant}"?` : `Use one of ${columns.join(', ')}.`,
    ),
  ];
}

function unknownTable({ node, field, table }: PlacedLookup, name: string, known: NonNullable<CheckContext['options']['lookups']>): Problem {
  const meant = closest(
    table,
    known.map((one) => one.name),
  );
  return problem(
    'error',
    'UNKNOWN_LOOKUP',
    node ? { node, field } : { field },
    `${name} looks things up in "${table}", which no environment has.`,
    meant ? `Did you mean "${meant}"? Otherwise create the lookup.` : 'Create it under Lookups, or name another one.',
  );
}
