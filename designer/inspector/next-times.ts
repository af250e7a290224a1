import { Cron } from 'croner';
import { inspectorTexts } from '../texts/inspector.ts';
import type { NextTimes } from './use-next-times.ts';

const texts = inspectorTexts.cron;

/** The next times of a cron expression after a moment, with date and clock of its zone; clock changes are followed. */
export function nextTimes(cron: string, zone: string, after: Date, count: number): NextTimes {
  let schedule: Cron;
  try {
    schedule = new Cron(cron, { paused: true, timezone: zone });
  } catch (error) {
    return { times: [], fault: texts.invalid(reasonOf(error)) };
  }
  const times = runsOf(schedule, count, after);
  if (times.length === 0) return { times, fault: texts.never };
  return { times, fault: null };

  function runsOf(due: Cron, most: number, from: Date): string[] {
    try {
      const words = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      });
      return due.nextRuns(most, from).map((time) => words.format(time));
    } catch {
      return [];
    }
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^Cron(Pattern|Date)?: /, '')
    .replace(/^invalid configuration format \('.*'\), /, '')
    .replace(/\.$/, '');
}
