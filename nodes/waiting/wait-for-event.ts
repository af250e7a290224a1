import { z } from 'zod';
import { defineWait } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { eventName, eventNameField, resultField } from './event-fields.ts';
import { timeoutFields, timeoutPort } from './timeout-fields.ts';
import { complete, prepare } from './wait-for-event.run.ts';

const config = z.strictObject({
  name: eventNameField,
  key: expression(anyValue, {
    title: 'Key',
    help: 'By what the event is known to belong to this record, such as the order number.',
    placeholder: '{{ item.poNumber }}',
  }),
  take: z
    .enum(['first', 'count', 'all'])
    .default('first')
    .meta({
      title: 'Go on with',
      control: 'select',
      options: { first: 'the first event', count: 'a number of events', all: 'all until the time-out' },
    }),
  count: z
    .int()
    .min(1)
    .max(1000)
    .default(2)
    .meta({ title: 'How many', unit: 'events', when: { take: ['count'] } }),
  result: resultField('event', 'Of several events, a list of them.'),
  ...timeoutFields,
});

export type WaitForEventConfig = z.output<typeof config>;

export const waitForEvent = defineWait({
  type: 'routing.wait-for-event',
  version: 1,
  title: 'Wait for event',
  summary: 'Waits until something happens outside that belongs to the record',
  help: [
    `An 855 for an 850, a carrier's pick-up for a shipment. Whoever hears of it tells Crossdock the event's name and key: over the API, at \`/in/{environment}/events/{name}?key=...\`, or by a *Send event* step of another flow.`,
    '',
    'An event that comes before anybody waits is kept for seven days, so it does not matter which side is first. Each event is taken once by each step that waits for it; when several records wait for the same key, the oldest gets it.',
    '',
    'With *all until the time-out* the record leaves on *Event* when at least one came.',
    '',
    'From practice: set a time-out wherever a partner is to answer, and lead it to somebody who phones.',
  ].join('\n'),
  icon: 'bell-ringing',
  tile: 'routing',
  section: 'Routing',
  caption: '{name} {key}',
  keywords: ['correlate', 'callback', 'message', 'signal', '855', '997', 'acknowledgement', 'confirmation', 'pause'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Event' }, timeoutPort] },
  prepare,
  complete,
  examples: [
    {
      title: "The supplier's confirmation of a purchase order",
      config: { name: 'po-confirmed', key: '{{ item.poNumber }}', result: 'confirmation', timeout: 2 },
      item: { poNumber: 4711 },
      asks: { ask: { for: 'event', name: 'po-confirmed', key: '4711', take: 1, timeoutSeconds: 172_800 } },
      answer: {
        status: 200,
        body: '{"outcome":"happened","events":[{"id":"e_1","at":"2026-11-21T08:00:00.000Z","body":{"accepted":true}}]}',
      },
      emits: { out: [{ poNumber: 4711, confirmation: { accepted: true } }] },
    },
    {
      title: 'Two of three parcels came in time',
      config: { name: eventName.example, key: '{{ item.order }}', take: 'count', count: 3, timeout: 12, timeoutUnit: 'hours' },
      item: { order: 'SO-1' },
      asks: { ask: { for: 'event', name: 'parcel-scanned', key: 'SO-1', take: 3, timeoutSeconds: 43_200 } },
      answer: {
        status: 200,
        body: '{"outcome":"timed out","events":[{"id":"e_1","at":"2026-11-21T08:00:00.000Z","body":1},{"id":"e_2","at":"2026-11-21T09:00:00.000Z","body":2}]}',
      },
      emits: { timeout: [{ order: 'SO-1', event: [1, 2] }] },
    },
  ],
});
