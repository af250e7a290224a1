import { z } from 'zod';
import { defineWait } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { complete, prepare } from './call-flow.run.ts';
import { resultField } from './event-fields.ts';
import { timeoutFields, timeoutPort } from './timeout-fields.ts';

const config = z.strictObject({
  flow: z.string().min(1, 'choose a flow').max(80).meta({
    title: 'Flow',
    control: 'flow',
    help: 'The version that is deployed in the environment when the record gets here.',
  }),
  body: expression(anyValue, { title: 'Message', help: 'What its trigger gets, as JSON.', rows: 3, json: true }).prefault('{{ item }}'),
  mode: z
    .enum(['wait', 'start'])
    .default('wait')
    .meta({
      title: 'And then',
      control: 'select',
      options: { wait: 'wait for its end', start: 'go on at once' },
      optionHelp: { wait: 'The record goes on with what its Respond step said', start: 'The record goes on with the number of the run' },
    }),
  result: resultField('answer', 'What its Respond step said; of a flow that is only started, its run.'),
  ...timeoutFields,
});

export type CallFlowConfig = z.output<typeof config>;

export const callFlow = defineWait({
  type: 'routing.call-flow',
  version: 1,
  title: 'Call flow',
  summary: 'Hands each record to another flow, and waits for its answer',
  help: [
    'A sub-flow. Each record starts one run of the other flow, in the same environment and with the same correlation id; both runs lead to each other. A crash or a replay does not start it twice.',
    '',
    'When the called run fails, ends in part or is cancelled, the record fails here, with its reason: replaying it takes the called run up again where it failed. After the time-out the called run goes on; only nobody waits for it any more.',
    '',
    'Flows that call each other in a circle are refused when they are deployed, and stopped after 20 calls in a row.',
    '',
    'From practice: put what several channels need, such as booking an order, into a flow of its own, and change it in one place.',
  ].join('\n'),
  icon: 'subtask',
  tile: 'routing',
  section: 'Routing',
  caption: '{flow}',
  keywords: ['sub-flow', 'subprocess', 'child', 'invoke', 'reuse', 'execute workflow'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Finished' }, timeoutPort] },
  prepare,
  complete,
  examples: [
    {
      title: 'Books the order and goes on with its number',
      config: { flow: 'book-order', result: 'booking' },
      item: { orderNumber: '10482' },
      asks: { ask: { for: 'flow', flow: 'book-order', mode: 'wait', timeoutSeconds: null }, body: { orderNumber: '10482' } },
      answer: { status: 200, body: '{"outcome":"finished","runId":"r_1","answer":{"erpOrder":"SO-1"}}' },
      emits: { out: [{ orderNumber: '10482', booking: { erpOrder: 'SO-1' } }] },
    },
    {
      title: 'Only started',
      config: { flow: 'notify', body: '{{ { order: item.orderNumber } }}', mode: 'start', result: '' },
      item: { orderNumber: '10482' },
      asks: { ask: { for: 'flow', flow: 'notify', mode: 'start', timeoutSeconds: null }, body: { order: '10482' } },
      answer: { status: 200, body: '{"outcome":"started","runId":"r_1"}' },
      emits: { out: [{ orderNumber: '10482' }] },
    },
  ],
});
