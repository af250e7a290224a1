import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { asksSomething, conditionFields } from './conditions.ts';
import { run, setup } from './filter.run.ts';

const config = z
  .strictObject(conditionFields)
  .refine(asksSomething, { message: 'give a condition or an expression', path: ['conditions'] });

export const filter = definePure({
  type: 'routing.filter',
  version: 1,
  title: 'Filter',
  summary: 'Lets records pass for which the conditions hold',
  help: [
    'Records for which the conditions hold leave on `kept`, the others on `dropped`. Both are unchanged. Without a wire on `dropped` they simply end here.',
    '',
    'A missing field is never less, more or between: conditions on it do not hold.',
    '',
    'From practice: drop test orders and zero-quantity lines here, before anything outside is called, and wire `dropped` to a *Log* so that nobody has to ask where an order went.',
  ].join('\n'),
  icon: 'filter',
  tile: 'routing',
  section: 'Routing',
  caption: '{conditions.length} conditions',
  keywords: ['message filter', 'where', 'only', 'skip', 'condition'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'kept', title: 'Kept' },
      { name: 'dropped', title: 'Dropped' },
    ],
  },
  scope: 'item',
  setup,
  run,
  examples: [
    {
      title: 'Only orders of the US shops that are paid',
      config: {
        conditions: [
          { value: '{{ item.shop }}', operator: 'starts-with', with: 'us-', ignoreCase: true },
          { value: '{{ item.paid }}', operator: 'true' },
        ],
      },
      items: [
        { id: 1, shop: 'US-east', paid: true },
        { id: 2, shop: 'US-east', paid: false },
        { id: 3, shop: 'de', paid: true },
      ],
      emits: {
        kept: [{ id: 1, shop: 'US-east', paid: true }],
        dropped: [
          { id: 2, shop: 'US-east', paid: false },
          { id: 3, shop: 'de', paid: true },
        ],
      },
    },
    {
      title: 'Amounts are compared exactly, as numbers or as text',
      config: { match: 'any', conditions: [{ value: '{{ item.total }}', operator: 'between', with: '99.99', and: 100 }] },
      items: [{ total: '99.990' }, { total: 100 }, { total: '100.001' }, {}],
      emits: { kept: [{ total: '99.990' }, { total: 100 }], dropped: [{ total: '100.001' }, {}] },
    },
  ],
});
