import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './schedule.run.ts';
import { cronField, misfireField, zoneField } from './timing-fields.ts';

const config = z.strictObject({ cron: cronField, zone: zoneField, misfire: misfireField });

export const schedule = defineTrigger({
  type: 'trigger.schedule',
  version: 1,
  title: 'Schedule',
  summary: 'Starts a run at set times',
  help: [
    'Starts a run at each time of the cron expression, in the time zone given. However many servers run, each time starts one run: it is a message with a key of its own.',
    '',
    'The record holds `due`, the time in UTC that was meant, also when the run starts late.',
    '',
    'At a change of the clocks nothing is lost and nothing comes twice: a time that does not exist that night runs at the next moment that does, one that exists twice runs once.',
    '',
    'From practice: give cut-offs in the zone of the warehouse, not of the server.',
  ].join('\n'),
  icon: 'calendar-time',
  tile: 'outside',
  section: 'Triggers',
  caption: '{cron}, {zone}',
  keywords: ['cron', 'timer', 'interval', 'nightly', 'every'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Tick' }] },
  binding: ({ cron, zone, misfire }) => ({ kind: 'schedule', timing: { kind: 'cron', cron, zone }, misfire }),
  open,
  examples: [
    {
      title: 'One tick',
      config: { cron: '0 6 * * 1-5', zone: 'America/New_York' },
      message: { text: '{"due":"2026-11-23T11:00:00.000Z"}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ due: '2026-11-23T11:00:00.000Z' }],
    },
  ],
});
