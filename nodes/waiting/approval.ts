import { z } from 'zod';
import { defineWait } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { complete, prepare } from './approval.run.ts';
import { resultField } from './event-fields.ts';
import { timeoutFields, timeoutPort } from './timeout-fields.ts';

const config = z.strictObject({
  title: expression(z.string().min(1), {
    title: 'What is asked',
    help: 'One line for the person who decides.',
    placeholder: 'Release order {{ item.orderNumber }} over {{ item.total }}?',
  }),
  text: expression(z.string(), {
    title: 'What to know',
    help: 'Facts on which to decide, one a line.',
    placeholder: 'Customer {{ item.customer }}\nCredit limit {{ item.limit }}',
    rows: 4,
  }).optional(),
  role: z
    .enum(['anybody', 'operator', 'analyst', 'admin'])
    .default('anybody')
    .meta({
      title: 'Who decides',
      control: 'select',
      options: { anybody: 'everybody who may approve', operator: 'operators', analyst: 'analysts', admin: 'admins' },
    }),
  result: resultField('approval', 'It says who decided, when, and with what comment.'),
  ...timeoutFields,
});

export type ApprovalConfig = z.output<typeof config>;

export const approval = defineWait({
  type: 'routing.approval',
  version: 1,
  title: 'Approval',
  summary: 'Waits until a person approves or rejects the record',
  help: [
    'The record stands under *Approvals* with its order number and what is asked, until somebody decides. The decision, the name, the time and the comment go on with it, and stay in the audit log.',
    '',
    'A decision counts once: of two people who decide at the same moment, the second is told that the first did. After the time-out nobody can decide any more.',
    '',
    'From practice: ask for few things, and give the facts that decide. An approval that is always given will be given without looking.',
  ].join('\n'),
  icon: 'user-check',
  tile: 'routing',
  section: 'Routing',
  caption: '{title}',
  keywords: ['approve', 'reject', 'release', 'human', 'person', 'task', 'credit hold', 'decide', 'sign off'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [{ name: 'out', title: 'Approved' }, { name: 'rejected', title: 'Rejected' }, timeoutPort],
  },
  prepare,
  complete,
  examples: [
    {
      title: 'A large order is released',
      config: { title: 'Release order {{ item.orderNumber }}?', text: 'Total {{ item.total }}', timeout: 1 },
      item: { orderNumber: '10482', total: '25000.00' },
      asks: { ask: { for: 'approval', title: 'Release order 10482?', text: 'Total 25000.00', role: '', timeoutSeconds: 86_400 } },
      answer: { status: 200, body: '{"outcome":"approved","by":"Ada","at":"2026-11-21T08:00:00.000Z","comment":"known customer"}' },
      emits: {
        out: [
          {
            orderNumber: '10482',
            total: '25000.00',
            approval: { decision: 'approved', by: 'Ada', at: '2026-11-21T08:00:00.000Z', comment: 'known customer' },
          },
        ],
      },
    },
    {
      title: 'Only operators decide; rejected',
      config: { title: 'Ship without the 855?', role: 'operator', result: '' },
      item: { po: '4711' },
      asks: { ask: { for: 'approval', title: 'Ship without the 855?', text: '', role: 'operator', timeoutSeconds: null } },
      answer: { status: 200, body: '{"outcome":"rejected","by":"Bob","at":"2026-11-21T08:00:00.000Z","comment":"no stock"}' },
      emits: { rejected: [{ po: '4711' }] },
    },
  ],
});
