import { z } from 'zod';
import { defineWait } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { eventNameField } from './event-fields.ts';
import { complete, prepare } from './send-event.run.ts';

const config = z.strictObject({
  name: eventNameField,
  key: expression(anyValue, { title: 'Key', help: 'What the waiting record is known by.', placeholder: '{{ item.poNumber }}' }),
  body: expression(anyValue, { title: 'What is told', rows: 3, json: true, help: 'What the waiting record gets.' }).prefault('{{ item }}'),
});

export type SendEventConfig = z.output<typeof config>;

export const sendEvent = defineWait({
  type: 'routing.send-event',
  version: 1,
  title: 'Send event',
  summary: 'Tells waiting runs that something happened',
  help: [
    'Stores an event in this environment and wakes the runs that wait for its name and key, in whatever flow. When nobody waits yet it is kept for seven days.',
    '',
    'Each record sends its event once, also after a crash or a replay.',
    '',
    "From practice: the flow that takes a partner's 855 sends the event, and the flow that sent the 850 waits for it. So each has one document to understand.",
  ].join('\n'),
  icon: 'bell-plus',
  tile: 'routing',
  section: 'Routing',
  caption: '{name} {key}',
  keywords: ['signal', 'notify', 'correlate', 'publish', 'wake', '855'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  prepare,
  complete,
  examples: [
    {
      title: 'A confirmation that came as an 855',
      config: { name: 'po-confirmed', key: '{{ item.poNumber }}', body: '{{ { accepted: item.status === "AC" } }}' },
      item: { poNumber: '4711', status: 'AC' },
      asks: { ask: { for: 'sending', name: 'po-confirmed', key: '4711' }, body: { accepted: true } },
      answer: { status: 200, body: '{"outcome":"sent","eventId":"e_1"}' },
      emits: { out: [{ poNumber: '4711', status: 'AC' }] },
    },
  ],
});
