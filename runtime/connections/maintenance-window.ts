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

/** A window as it falls. ms since 1970; `to` is the first instant after it. */
export type Falling = { readonly title: string; readonly from: number; readonly to: number };

const day = 86_400_000;

/** The window that is on, up to when calls are sent again: windows that overlap or follow without a gap count as one. null: none. */
export function windowAt(windows: readonly MaintenanceWindow[], now: number): Falling | null {
  const all = windows.flatMap((window) => fallingAround(window, now));
  const on = all.find(({ from, to }) => from <= now && now < to);
  if (!on) return null;
  let { to } = on;
  for (let isLonger = true; isLonger; ) {
    const further = all.find((other) => other.from <= to && other.to > to);
    isLonger = further !== undefined;
    if (further) to = further.to;
  }
  return { ...on, to };
}

/** The next one that begins. null: there is none. */
export function nextWindow(windows: readonly MaintenanceWindow[], now: number): Falling | null {
  const later = windows.flatMap((window) => fallingAround(window, now)).filter(({ from }) => from > now);
  return later.reduce<Falling | null>((first, one) => (first === null || one.from < first.from ? one : first), null);
}

/** When it changes whether one is on, ms; null: never again. */
export function nextChange(windows: readonly MaintenanceWindow[], now: number): number | null {
  return windowAt(windows, now)?.to ?? nextWindow(windows, now)?.from ?? null;
}

/** From the day before up to a week ahead, or the one day. */
function fallingAround(window: MaintenanceWindow, now: number): readonly Falling[] {
  if ('date' in window) return [falling(window, window.date)];
  const dates: string[] = [];
  for (let ahead = -2; ahead <= 8; ahead++) {
    const date = new Date(now + ahead * day).toISOString().slice(0, 10);
    const name = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as (typeof weekdays)[number];
    if (window.days.includes(name)) dates.push(date);
  }
  return dates.map((date) => falling(window, date));
}

function falling({ title, zone, from, to }: MaintenanceWindow, date: string): Falling {
  const endsOn = to > from ? date : new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
  return { title, from: instantIn(zone, date, from), to: instantIn(zone, endsOn, to) };
}

/** The instant at which clocks in a zone show this date and time. One that is left out when they go forward is the instant of the change. */
function instantIn(zone: string, date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const shown = Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  const first = shown - offsetAt(zone, shown);
  // The offset of the other side of a change.
  return shown - offsetAt(zone, first);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** ms ahead of UTC. */
function offsetAt(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', ...parts });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const shown = Date.UTC(
    Number(parts.year),
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
