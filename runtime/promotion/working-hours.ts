import type { Policy } from './promotion.ts';

export type WorkingHours = NonNullable<Policy['workingHours']>;

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const minute = 60_000;
/** Openings come on quarters of an hour at least, whatever a zone's offset is. */
const step = 15 * minute;

/** Whether an instant lies within the hours, by the clock of their zone. */
export function isWithin({ zone, days: open, from, to }: WorkingHours, at: number): boolean {
  const { day, time } = local(at, zone);
  return open.includes(day) && time >= from && time < to;
}

/** The first instant from then on that lies within, to the quarter of an hour; null: none within two weeks. */
export function nextOpening(hours: WorkingHours, at: number): number | null {
  if (isWithin(hours, at)) return at;
  for (let tried = Math.ceil(at / step) * step; tried < at + 14 * 86_400_000; tried += step) if (isWithin(hours, tried)) return tried;
  return null;
}

/** The weekday and the time of day, `08:30`, in a zone. */
function local(at: number, zone: string): { readonly day: (typeof days)[number]; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: part('weekday').toLowerCase() as (typeof days)[number], time: `${part('hour')}:${part('minute')}` };
}
