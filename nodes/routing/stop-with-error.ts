import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { run } from './stop-with-error.run.ts';

const config = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,59}$/, 'capital letters, digits and underscores, such as UNKNOWN_CUSTOMER')
    .default('STOPPED')
    .meta({ title: 'Code', help: 'Exceptions with the same code are one cause for the operator.', placeholder: 'UNKNOWN_CUSTOMER' }),
  message: expression(z.string().min(1), {
    title: 'Message',
    help: 'What happened, what it means, what to do.',
    placeholder: 'Customer {{ item.customer }} is not known in the ERP. Create it, then replay.',
    rows: 2,
  }),
});

export const stopWithError = definePure({
  type: 'routing.stop-with-error',
  version: 1,
  title: 'Stop with error',
  summary: 'Makes each record that gets here an exception',
  help: [
    'Each record becomes an exception with this code and message, and waits for an operator; wired on `error`, it goes on there. The other records of the run are not touched.',
    '',
    'From practice: write the message for the person who will mend it. "Customer C-4 is not in the ERP. Create it, then replay" saves a call; "invalid data" costs one.',
  ].join('\n'),
  icon: 'hand-stop',
  tile: 'routing',
  section: 'Routing',
  caption: '{code}',
  keywords: ['throw', 'fail', 'exception', 'abort', 'dead letter', 'reject'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [] },
  scope: 'item',
  run,
  examples: [
    {
      title: 'An unknown customer',
      config: { code: 'UNKNOWN_CUSTOMER', message: 'Customer {{ item.customer }} is not known in the ERP. Create it, then replay.' },
      items: [{ customer: 'C-4' }],
      emits: {},
      fails: ['UNKNOWN_CUSTOMER'],
    },
  ],
});
