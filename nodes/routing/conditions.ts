import { z } from 'zod';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { type OperatorId, operators } from '../library/operators.ts';

const ids = operators.map((operator) => operator.id) as [OperatorId, ...OperatorId[]];
const comparing = operators.filter((operator) => operator.arity > 0).map((operator) => operator.id);

export const condition = z.strictObject({
  value: expression(anyValue, { title: 'Value', placeholder: '{{ item.total }}' }),
  operator: z
    .enum(ids)
    .default('equals')
    .meta({
      title: 'Operator',
      control: 'select',
      options: operators.map(({ id, title, arity, types }) => ({ value: id, title, arity, types })),
    }),
  with: expression(anyValue, { title: 'Compare with', when: { operator: comparing } }).optional(),
  and: expression(anyValue, { title: 'and', when: { operator: ['between'] } }).optional(),
  ignoreCase: z.boolean().default(false).meta({ title: 'Ignore upper and lower case' }),
});

/** What holds for a record: conditions by operators, an expression, or both. */
export const conditionFields = {
  match: z
    .enum(['all', 'any'])
    .default('all')
    .meta({ title: 'Holds when', control: 'select', options: { all: 'all conditions hold', any: 'any condition holds' } }),
  conditions: z.array(condition).max(100).default([]).meta({ title: 'Conditions', control: 'conditions' }),
  expression: expression(z.boolean(), {
    title: 'Expression',
    help: 'Instead of conditions, or in addition: must give true.',
    placeholder: '{{ item.lines.length > 10 }}',
  }).optional(),
};

/** For `.refine`: at least one condition, or an expression. */
export function asksSomething(given: { readonly conditions: readonly unknown[]; readonly expression?: unknown }): boolean {
  return given.conditions.length > 0 || (given.expression !== undefined && given.expression !== '');
}
