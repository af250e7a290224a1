import { Cron } from 'croner';
import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import { open } from './schedule.run.ts';

const config = z.strictObject({
  cron: z
    .string()
    .default('0 6 * * 1-5')
    .superRefine((text, context) => {
      const message = cronProblem(text);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .meta({
      title: 'When',
      control: 'cron',
      help: 'Minute, hour, day of the month, month, day of the week. "0 6 * * 1-5": at 6:00 from Monday to Friday.',
      placeholder: '0 6 * * 1-5',
    }),
  zone: z
    .string()
    .default('UTC')
    .refine(isZone, 'an IANA time zone such as America/New_York')
    .meta({ title: 'Time zone', control: 'zone', help: 'Clock changes are followed: 6:00 stays 6:00.' }),
});

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
    'From practice: give cut-offs in the zone of the warehouse, not of the server.',
  ].join('\n'),
  icon: 'calendar-time',
  tile: 'outside',
  section: 'Triggers',
  caption: '{cron}, {zone}',
  keywords: ['cron', 'timer', 'interval', 'nightly', 'every'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Tick' }] },
  binding: ({ cron, zone }) => ({ kind: 'schedule', cron, zone }),
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

function cronProblem(text: string): string | undefined {
  try {
    return new Cron(text, { paused: true }).nextRun() ? undefined : 'this never comes; check day and month';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'not a cron expression';
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
