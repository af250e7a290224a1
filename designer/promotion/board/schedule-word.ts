import { formatDay } from '../../kit/format.ts';

/** `18:00` today, `Nov 22, 18:00` on another day: as short as the cell allows. */
export function scheduleWord(iso: string, now: number): string {
  const at = new Date(iso);
  const clock = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return at.toDateString() === new Date(now).toDateString() ? clock : `${formatDay(at, new Date(now))}, ${clock}`;
}
