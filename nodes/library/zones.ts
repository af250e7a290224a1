import { msPerDay, toDays } from './calendar.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC at an instant, in ms. `UTC`, `+02:00` and IANA names such as `America/Chicago`. */
export function zoneOffset(zone: string, instant: number): number {
  if (zone === 'UTC' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value);
  const day = toDays({ year: part.year ?? 0, month: part.month ?? 1, day: part.day ?? 1 });
  const local = day * msPerDay + ((part.hour ?? 0) * 3600 + (part.minute ?? 0) * 60 + (part.second ?? 0)) * 1000;
  return local - Math.floor(instant / 1000) * 1000;
}

/** The instant at which a zone's clocks show this local time (ms as if it were UTC). In a gap the time moves on by the gap; shown twice, the first counts. */
export function fromLocal(zone: string, local: number): number {
  const before = local - zoneOffset(zone, local - msPerDay / 2);
  const after = local - zoneOffset(zone, local + msPerDay / 2);
  const first = Math.min(before, after);
  if (first + zoneOffset(zone, first) === local) return first;
  const second = Math.max(before, after);
  if (second + zoneOffset(zone, second) === local) return second;
  return before;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-u-ca-gregory', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(`"${zone}" is no time zone; use a name such as "America/Chicago" or "UTC"`);
  }
  // Names come from configuration, hardly ever from data; the bound keeps data from filling the memory.
  if (formats.size > 200) formats.clear();
  formats.set(zone, format);
  return format;
}
