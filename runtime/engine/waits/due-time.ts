import type { BusinessHours, WaitRequest } from '@crossdock/nodes/contract/wait';
import { msPerDay, toDays, weekdayOf } from '@crossdock/nodes/library/calendar';
import { fromLocal, zoneOffset } from '@crossdock/nodes/library/zones';

type ForTime = Extract<WaitRequest, { readonly for: 'time' }>;

/** When a wait for a time is over, ms. Throws RangeError for a zone that does not exist. */
export function dueTime(request: ForTime, now: number): number {
  if ('seconds' in request) return now + request.seconds * 1000;
  if ('until' in request) return Date.parse(request.until);
  return nextOpen(request.business, now);
}

/** More days in a row are never closed, not even with holidays; the end of the search for hours that never come. */
const lookedAt = 400;

/** `now` within the hours, else the next opening. An opening that a change of the clocks skips moves on by the gap. */
function nextOpen({ zone, opens, closes, weekdays, holidays }: BusinessHours, now: number): number {
  const local = now + zoneOffset(zone, now);
  const today = Math.floor(local / msPerDay);
  const closed = new Set(holidays.map(dayOf));
  for (let day = today; day < today + lookedAt; day++) {
    if (!weekdays.includes(weekdayOf(day)) || closed.has(day)) continue;
    const open = fromLocal(zone, day * msPerDay + timeOf(opens));
    const close = fromLocal(zone, day * msPerDay + timeOf(closes));
    if (now < close) return Math.max(now, open);
  }
  throw new RangeError(`These business hours have no opening in the next ${lookedAt} days.`);
}

function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function dayOf(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return toDays({ year, month, day });
}
