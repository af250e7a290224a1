import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { run } from './log.run.ts';

const config = z.strictObject({
  message: expression(z.string().min(1), {
    title: 'Message',
    placeholder: 'Order {{ item.number }} was dropped: {{ item.reason }}',
    rows: 2,
  }),
  level: z.enum(['info', 'warning']).default('info').meta({ title: 'Level', control: 'select' }),
});

export const log = definePure({
  type: 'routing.log',
  version: 1,
  title: 'Log',
  summary: 'Writes a line into the run for each record',
  help: [
    'A wire tap for people: the message stands in the run, at the step and at the record, and the record goes on unchanged. Messages are cut at 2,000 characters, and redacted as data is.',
    '',
    'When the expression fails, the record fails: prefer fields that are always there, or `??`.',
    '',
    'From practice: a line at each place where a record can end without an error (`dropped`, `otherwise`) answers most questions of the kind "where is my order".',
  ].join('\n'),
  icon: 'message-2',
  tile: 'routing',
  section: 'Routing',
  caption: '{message}',
  keywords: ['wire tap', 'note', 'print', 'debug', 'trace', 'message'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'item',
  run,
  examples: [
    {
      title: 'Why an order was dropped',
      config: { message: 'Order {{ item.number }}: {{ item.reason ?? "no reason" }}' },
      items: [{ number: 7 }],
      emits: { out: [{ number: 7 }] },
    },
  ],
});
