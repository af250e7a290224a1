import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { asksSomething, conditionFields } from './conditions.ts';
import { run, setup } from './switch.run.ts';

const caseName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((name) => name !== 'otherwise' && name !== 'error', 'this name is taken by a port that every switch has')
  .meta({ title: 'Name', help: 'Names the output.', placeholder: 'priority' });

const config = z.strictObject({
  mode: z
    .enum(['first', 'all'])
    .default('first')
    .meta({ title: 'A record goes to', control: 'select', options: { first: 'the first case that holds', all: 'every case that holds' } }),
  cases: z
    .array(z.strictObject({ name: caseName, ...conditionFields }).refine(asksSomething, 'give the case a condition or an expression'))
    .max(50)
    .default([])
    .refine(
      (cases) => new Set(cases.map((entry) => entry.name)).size === cases.length,
      'two cases have the same name; the name is the output',
    )
    .meta({ title: 'Cases' }),
});

export const routingSwitch = definePure({
  type: 'routing.switch',
  version: 1,
  title: 'Switch',
  summary: 'Sends each record to the output whose case holds',
  help: [
    'A content-based router. Cases are asked from top to bottom; the record leaves unchanged on the output with the name of the first that holds, or of every one that holds.',
    'What fits no case leaves on `otherwise`. Wire it: a record on an output without a wire ends there.',
    '',
    'When an expression fails for a record, only this record is lost; the others go on. The case that matched is shown in the run.',
    '',
    'From practice: put the decision into a *Decision table* before, which people from the business can read, and let the switch ask only for its result.',
  ].join('\n'),
  icon: 'arrows-split',
  tile: 'routing',
  section: 'Routing',
  caption: '{cases.length} cases',
  keywords: ['router', 'content-based router', 'if', 'branch', 'case', 'condition', 'recipient list'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: { from: 'cases', name: 'name', also: [{ name: 'otherwise', title: 'Otherwise' }] } },
  scope: 'item',
  setup,
  run,
  examples: [
    {
      title: 'By the result of a decision table',
      config: {
        cases: [
          { name: 'review', conditions: [{ value: '{{ item.route }}', with: 'review' }] },
          { name: 'priority', conditions: [{ value: '{{ item.route }}', with: 'priority' }] },
        ],
      },
      items: [{ order: 1, route: 'priority' }, { order: 2, route: 'review' }, { order: 3 }],
      emits: { review: [{ order: 2, route: 'review' }], priority: [{ order: 1, route: 'priority' }], otherwise: [{ order: 3 }] },
    },
    {
      title: 'To every case that holds, by amount and by an expression',
      config: {
        mode: 'all',
        cases: [
          { name: 'big', conditions: [{ value: '{{ item.total }}', operator: 'greater-or-equal', with: '2500' }] },
          { name: 'many lines', expression: '{{ item.lines.length > 1 }}' },
        ],
      },
      items: [
        { total: '2500.00', lines: [1, 2] },
        { total: '10.00', lines: [1] },
      ],
      emits: {
        big: [{ total: '2500.00', lines: [1, 2] }],
        'many lines': [{ total: '2500.00', lines: [1, 2] }],
        otherwise: [{ total: '10.00', lines: [1] }],
      },
    },
    {
      title: 'A record without lines is lost alone',
      config: { cases: [{ name: 'many lines', expression: '{{ item.lines.length > 1 }}' }] },
      items: [{ lines: [1, 2] }, {}],
      emits: { 'many lines': [{ lines: [1, 2] }] },
      fails: ['EXPRESSION_FAILED'],
    },
  ],
});
