import { Cron } from 'croner';
import { z } from 'zod';
import { misfires, type Timing } from '../contract/intake.ts';

/** Fields that say when a trigger is due. */
export const cronField = z
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
  });

export const zoneField = z
  .string()
  .default('UTC')
  .refine(isZone, 'an IANA time zone such as America/New_York')
  .meta({ title: 'Time zone', control: 'zone', help: 'Clock changes are followed: 6:00 stays 6:00.' });

export const misfireField = z
  .enum(misfires)
  .default('run once')
  .meta({
    title: 'Times that were missed',
    control: 'select',
    options: { skip: 'are skipped', 'run once': 'are made up for by one run', 'run all': 'run one by one, the newest 100' },
    optionHelp: {
      skip: 'For figures that are soon out of date',
      'run once': 'For work that fetches all there is, however often it was missed',
      'run all': 'For work that belongs to its hour, such as a report for each',
    },
    help: 'What happens to times that came while no server was up. A pause misses nothing: what comes due in it is left out.',
  });

const unitMs = { seconds: 1000, minutes: 60_000, hours: 3_600_000 } as const;

export const countField = z
  .int()
  .min(1)
  .max(10_000)
  .default(15)
  .meta({ title: 'Every', unitField: 'unit', help: 'Also as "90 min" or "2 h".' });
export const unitField = z.enum(['seconds', 'minutes', 'hours']).default('minutes').meta({ title: 'Unit', control: 'select' });
export const fromField = z
  .enum(['clock', 'start'])
  .default('clock')
  .meta({
    title: 'Counted',
    control: 'select',
    options: { clock: 'by the clock', start: 'from the deployment' },
    optionHelp: { clock: '15 minutes are :00, :15, :30 and :45 UTC', start: 'From the moment it was deployed' },
  });

export function everyTiming(interval: { count: number; unit: keyof typeof unitMs; from: 'clock' | 'start' }): Timing {
  return { kind: 'every', ms: interval.count * unitMs[interval.unit], from: interval.from };
}

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
