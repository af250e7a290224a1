import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { run } from './reject-duplicates.run.ts';

const config = z.strictObject({
  key: expression(anyValue, {
    title: 'Key',
    help: 'What makes two messages the same: an order id, or id and time of change.',
    placeholder: '{{ item.id }}',
  }),
  windowDays: z
    .number()
    .min(1 / 24)
    .max(400)
    .default(7)
    .meta({ title: 'Within', control: 'duration', unit: 'days', help: 'How long a key is remembered.' }),
  onDifferentBody: z
    .enum(['ignore', 'new-run', 'exception'])
    .default('ignore')
    .meta({
      title: 'Same key, other content',
      control: 'select',
      options: { ignore: 'counts as a duplicate', 'new-run': 'is processed: an update', exception: 'waits for an operator' },
      optionHelp: {
        ignore: 'For messages that never change, such as an order that was placed',
        'new-run': 'For messages that carry the newest state',
        exception: 'A person looks at both and decides',
      },
    }),
});

export const rejectDuplicates = definePure({
  type: 'routing.reject-duplicates',
  version: 1,
  title: 'Reject duplicates',
  summary: 'Processes each message once, however often it comes',
  help: [
    'The idempotent receiver. Right behind the trigger, the check is part of accepting: a message whose key was seen within the window starts no second run, and its sender gets the first answer again, marked `duplicate`. Records with the same key within one message leave on `duplicate`.',
    '',
    'A record without a key passes. A key whose expression fails becomes an exception of the intake; nothing is lost.',
    '',
    'From practice: with the order number alone as key, an order *update* is swallowed. Take id and `updated_at`, or set *Same key, other content* to process it.',
  ].join('\n'),
  icon: 'copy-off',
  tile: 'routing',
  section: 'Routing',
  caption: '{key}, {windowDays} days',
  keywords: ['idempotent receiver', 'dedupe', 'duplicate', 'once', 'idempotency'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'out', title: 'New' },
      { name: 'duplicate', title: 'Duplicate', help: 'Repeated within the same message' },
    ],
  },
  scope: 'all',
  dedupe: ({ key, windowDays, onDifferentBody }) => ({
    key: typeof key === 'string' ? key : JSON.stringify(key),
    windowSeconds: Math.round(windowDays * 86_400),
    onDifferentBody,
  }),
  run,
  examples: [
    {
      title: 'Two records with one key in a message',
      config: { key: '{{ item.id }}' },
      items: [{ id: '1', n: 1 }, { id: '2', n: 2 }, { id: 1, n: 3 }, { n: 4 }],
      emits: { out: [{ id: '1', n: 1 }, { id: '2', n: 2 }, { n: 4 }], duplicate: [{ id: 1, n: 3 }] },
    },
  ],
});
