import { z } from 'zod';
import { defineWait } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { anyValue } from '../contract/fields.ts';
import { complete, prepare } from './delay.run.ts';

const time = (title: string, fallback: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:00')
    .default(fallback)
    .meta({ title, control: 'time' });

const config = z.strictObject({
  until: z
    .discriminatedUnion('kind', [
      z
        .strictObject({
          kind: z.literal('span'),
          amount: expression(z.number().min(0), {
            title: 'How long',
            unitField: 'unit',
            help: 'A number, or an expression that gives one.',
          }).prefault(1),
          unit: z.enum(['seconds', 'minutes', 'hours', 'days']).default('hours').meta({ title: 'In', control: 'select' }),
        })
        .meta({ title: 'A span of time', help: 'Counted from the moment the record gets here.' }),
      z
        .strictObject({
          kind: z.literal('instant'),
          at: expression(z.string(), {
            title: 'Until',
            help: 'An instant with its zone, such as 2026-11-21T08:00:00-06:00. One that is past waits no longer.',
            placeholder: '{{ date.at(item.shipDate, "06:00", "America/Chicago") }}',
          }),
        })
        .meta({ title: 'An instant', help: 'A date and time of the record.' }),
      z
        .strictObject({
          kind: z.literal('business'),
          zone: z.string().min(1).default('UTC').meta({ title: 'Time zone', control: 'zone' }),
          opens: time('Opens', '08:00'),
          closes: time('Closes', '17:00'),
          days: z
            .enum(['monday-friday', 'monday-saturday', 'every-day'])
            .default('monday-friday')
            .meta({
              title: 'Days',
              control: 'select',
              options: { 'monday-friday': 'Monday to Friday', 'monday-saturday': 'Monday to Saturday', 'every-day': 'every day' },
            }),
          holidays: expression(anyValue, {
            title: 'Holidays',
            help: 'Days that do not count.',
            placeholder: '2026-12-25, 2027-01-01',
          }).optional(),
        })
        .meta({ title: 'The next business hours', help: 'At once while the other side is open.' }),
    ])
    .prefault({ kind: 'span' })
    .meta({ title: 'Wait for' }),
});

export type DelayConfig = z.output<typeof config>;

export const delay = defineWait({
  type: 'routing.delay',
  version: 1,
  title: 'Delay',
  summary: 'Lets each record wait for a span, an instant or business hours',
  help: [
    'The run lies in the store while it waits: nothing is held, and a restart changes nothing. Spans are counted from the moment the record reaches the step; after a replay, from the replay.',
    '',
    'All records of a run go on together, when the last of them is due.',
    '',
    'From practice: do not use it to try a system again later. Retries of a step wait on their own, and get longer each time.',
  ].join('\n'),
  icon: 'clock-pause',
  tile: 'routing',
  section: 'Routing',
  caption: '{until.amount} {until.unit} {until.at} {until.opens}',
  keywords: ['wait', 'sleep', 'pause', 'timer', 'later', 'business hours', 'schedule'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  prepare,
  complete,
  examples: [
    {
      title: 'Two hours',
      config: { until: { kind: 'span', amount: 2 } },
      item: { order: 'SO-1' },
      asks: { ask: { for: 'time', seconds: 7200 } },
      answer: { status: 200, body: '{"outcome":"elapsed"}' },
      emits: { out: [{ order: 'SO-1' }] },
    },
    {
      title: 'Until six in the morning, where the warehouse is',
      config: { until: { kind: 'instant', at: '{{ date.at(item.shipDate, "06:00", "America/Chicago") }}' } },
      item: { shipDate: '2026-11-23' },
      asks: { ask: { for: 'time', until: '2026-11-23T12:00:00.000Z' } },
      answer: { status: 200, body: '{"outcome":"elapsed"}' },
      emits: { out: [{ shipDate: '2026-11-23' }] },
    },
    {
      title: 'Until the partner opens',
      config: { until: { kind: 'business', zone: 'America/New_York', opens: '09:00', holidays: '2026-11-26, 2026-12-25' } },
      item: { po: '4711' },
      asks: {
        ask: {
          for: 'time',
          business: {
            zone: 'America/New_York',
            opens: '09:00',
            closes: '17:00',
            weekdays: [1, 2, 3, 4, 5],
            holidays: ['2026-11-26', '2026-12-25'],
          },
        },
      },
      answer: { status: 200, body: '{"outcome":"elapsed"}' },
      emits: { out: [{ po: '4711' }] },
    },
  ],
});
