import { countOf } from '../kit/format.ts';
import type { Trigger } from '../server/shapes.ts';

/** `Every 15 minutes`, `0 6 * * 1-5, America/New_York`. */
export function timingWords({ timing }: Pick<Trigger, 'timing'>): string {
  if (timing.kind === 'cron') return `${timing.cron}, ${timing.zone}`;
  const [unit, ms] = (
    [
      ['hour', 3_600_000],
      ['minute', 60_000],
      ['second', 1000],
    ] as const
  ).find(([, size]) => timing.ms % size === 0) ?? ['second', 1000];
  const count = timing.ms / ms;
  return count === 1 ? `Every ${unit}` : `Every ${countOf(count, unit)}`;
}

/** `Next 14:15, 14:30, 14:45`, with the day where it is another one, and seconds where they tell them apart. */
export function nextTimes({ next, timing }: Pick<Trigger, 'next' | 'timing'>, now: number): string {
  if (next.length === 0) return '';
  const seconds = timing.kind === 'every' ? timing.ms % 60_000 !== 0 : timing.cron.trim().split(/\s+/).length > 5;
  const today = new Date(now).toDateString();
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...(seconds && { second: '2-digit' }) });
  const day = new Intl.DateTimeFormat('en-US', { weekday: 'short', day: 'numeric', month: 'short' });
  const words = next.map((at) => {
    const date = new Date(at);
    return date.toDateString() === today ? time.format(date) : `${day.format(date)} ${time.format(date)}`;
  });
  return `Next ${words.join(', ')}`;
}

/** How far a poll has read, as a person would say it. */
export function watermarkWords(poll: NonNullable<Trigger['poll']>): string {
  if (poll.kind === 'off') return 'reads the whole list';
  return poll.watermark === null ? 'has not read yet' : `read up to ${poll.watermark.replace(/\.\d+Z$/, 'Z')}`;
}
