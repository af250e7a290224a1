import { z } from 'zod';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write hours and minutes, such as 22:30; the end of a day is 24:00');

const common = {
  title: z.string().trim().min(1, 'say what happens then').max(80),
  zone: z.string().refine(isZone, 'is no time zone; write it as Europe/Berlin').default('UTC').describe('IANA time zone'),
  from: clockTime.describe('the first minute in which nothing is sent'),
  to: clockTime.describe('the first minute in which calls are sent again; not after `from`: of the next day'),
};

/** A time in which a connection's system is not to be called: on some days of every week, or once. */
export const maintenanceWindow = z.union([
  z.strictObject({ ...common, days: z.array(z.enum(weekdays)).min(1, 'name at least one day').max(7) }),
  z.strictObject({ ...common, date: z.iso.date('write the day as 2026-11-27') }),
]);

export type MaintenanceWindow = z.output<typeof maintenanceWindow>;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
