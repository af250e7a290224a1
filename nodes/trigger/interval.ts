import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './schedule.run.ts';
import { countField, everyTiming, fromField, misfireField, unitField } from './timing-fields.ts';

const config = z.strictObject({ count: countField, unit: unitField, from: fromField, misfire: misfireField });

export const interval = defineTrigger({
  type: 'trigger.interval',
  version: 1,
  title: 'Interval',
  summary: 'Starts a run every so many seconds, minutes or hours',
  help: [
    'Starts a run each time the interval has passed, by the clock or from the moment the flow was deployed. However many servers run, each time starts one run.',
    '',
    'The record holds `due`, the time in UTC that was meant, also when the run starts late.',
    '',
    'From practice: to fetch what is new in a system, *Poll* remembers how far it has read; an interval does not. For times of day in a zone use *Schedule*.',
  ].join('\n'),
  icon: 'clock',
  tile: 'outside',
  section: 'Triggers',
  caption: 'every {count} {unit}',
  keywords: ['timer', 'every', 'seconds', 'minutes', 'hours', 'schedule', 'repeat'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Tick' }] },
  binding: ({ misfire, ...given }) => ({ kind: 'schedule', timing: everyTiming(given), misfire }),
  open,
  examples: [
    {
      title: 'One tick',
      config: { count: 15, unit: 'minutes' },
      message: { text: '{"due":"2026-11-23T11:15:00.000Z"}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ due: '2026-11-23T11:15:00.000Z' }],
    },
  ],
});
