import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { run } from './respond.run.ts';

const config = z.strictObject({
  status: z.int().min(200).max(599).default(200).meta({ title: 'Status' }),
  body: expression(anyValue, {
    title: 'Body',
    rows: 4,
    json: true,
    help: 'What the caller gets: JSON as it is written here, or an expression.',
  }).prefault('{{ item }}'),
  headers: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'letters, digits and dashes')
          .meta({ title: 'Name' }),
        value: expression(anyValue, { title: 'Value' }),
      }),
    )
    .default([])
    .meta({ title: 'Headers' }),
  several: z
    .enum(['list', 'first'])
    .default('list')
    .meta({ title: 'Several records', control: 'select', options: { list: 'answer with a list', first: 'answer with the first' } }),
});

export const respond = definePure({
  type: 'routing.respond',
  version: 1,
  title: 'Respond',
  summary: 'Answers the sender of the message',
  help: [
    'Gives the answer of the run when the flow answers *when finished* (settings of the flow). The first *Respond* that is reached wins. It is stored before it is sent, so a repeated message gets the same answer.',
    '',
    'One record answers with its body, several with a list. When records were lost before, the setting *When items are missing* decides; by default the sender gets an error and not half an answer. In a flow that answers at once, this step changes nothing.',
    '',
    'From practice: callers such as shops wait only a few seconds. Let them have *accepted*, and keep *Respond* for partners who need the result in the same call.',
  ].join('\n'),
  icon: 'arrow-back-up',
  tile: 'outside',
  section: 'Routing',
  caption: '{status}',
  keywords: ['answer', 'reply', 'response', 'http', 'return'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'all',
  barrier: true,
  run,
  examples: [
    {
      title: 'The number of the ERP order, with status 201',
      config: { status: 201, body: '{{ { order: item.erpOrder } }}', headers: [{ name: 'X-Order', value: '{{ item.erpOrder }}' }] },
      items: [{ erpOrder: 'SO-1', internal: true }],
      emits: { out: [{ erpOrder: 'SO-1', internal: true }] },
    },
  ],
});
