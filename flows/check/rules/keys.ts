import { hasExpression } from '@crossdock/nodes/contract/expression';
import type { Problem } from '../../document/flow.ts';
import { templateFaults } from '../check-texts.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** The expressions of the flow's settings: ordering key, correlation id, business keys. */
export const keys: Rule = ({ flow: { settings, nodes } }) => [
  ...checkKey(settings.orderingKey, 'settings.orderingKey', 'ordering key', 'so all runs would go one after the other'),
  ...checkKey(settings.correlationId, 'settings.correlationId', 'correlation id', 'so all runs would belong to one transaction'),
  ...settings.businessKeys.flatMap(({ kind, value }, i) =>
    checkKey(value, `settings.businessKeys.${i}.value`, `business key "${kind}"`, 'so a search would find all runs or none'),
  ),
  ...(settings.businessKeys.length === 0 && nodes.length > 0 ? [noBusinessKey()] : []),
];

function checkKey(value: string | undefined, field: string, name: string, consequence: string): Problem[] {
  if (value === undefined) return [];
  if (value.trim() === '') {
    return [
      problem(
        'error',
        'EMPTY_KEY',
        { field },
        `The ${name} is empty.`,
        'Give an expression such as {{ item.order.number }}, or remove it.',
      ),
    ];
  }
  const isExpression: boolean = hasExpression(value);
  if (!isExpression) {
    const message = `The ${name} "${value}" is the same for every message, ${consequence}.`;
    return [
      problem(
        'warning',
        'CONSTANT_KEY',
        { field },
        message,
        `Write it as an expression: {{ item.${/^[\w.]+$/.test(value) ? value.replace(/^item\./, '') : 'number'} }}.`,
      ),
    ];
  }
  return templateFaults(value).map((fault) =>
    problem(fault.severity, fault.code, { field }, `The ${name}: ${fault.message}`, fault.remedy),
  );
}

function noBusinessKey(): Problem {
  return problem(
    'hint',
    'NO_BUSINESS_KEY',
    { field: 'settings.businessKeys' },
    'The flow has no business key, so nobody can find a run by its order number.',
    'Add the number people ask for to the settings, such as {{ item.order.number }}.',
  );
}
