import type { Timing } from '@crossdock/nodes/contract/intake';
import { Cron } from 'croner';

/** The first due time after an instant, ms; null when there is none. `start`: since when an interval counts that does not follow the clock. */
export function nextDue(timing: Timing, start: number, after: number): number | null {
  if (timing.kind === 'cron') return cronOf(timing).nextRun(new Date(after))?.getTime() ?? null;
  const origin = timing.from === 'clock' ? 0 : start;
  const next = origin + (Math.floor((after - origin) / timing.ms) + 1) * timing.ms;
  return Math.max(next, origin + timing.ms);
}

/** The due times after one instant and up to another, oldest first; of more than `limit` the newest. */
export function dueBetween(
  timing: Timing,
  start: number,
  span: { readonly after: number; readonly until: number },
  limit: number,
): number[] {
  const { after, until } = span;
  if (until <= after) return [];
  if (timing.kind === 'cron')
    return cronOf(timing)
      .previousRuns(limit, new Date(until + 1))
      .map((date) => date.getTime())
      .filter((due) => due > after && due <= until)
      .reverse();
  const found: number[] = [];
  const origin = timing.from === 'clock' ? 0 : start;
  const last = origin + Math.floor((until - origin) / timing.ms) * timing.ms;
  for (let due = last; due > after && due > origin && found.length < limit; due -= timing.ms) found.push(due);
  return found.reverse();
}

/** The next due times, for people. */
export function nextDues(timing: Timing, start: number, after: number, count: number): number[] {
  const dues: number[] = [];
  let at = after;
  while (dues.length < count) {
    const due = nextDue(timing, start, at);
    if (due === null) break;
    dues.push(due);
    at = due;
  }
  return dues;
}

const crons = new Map<string, Cron>();

/** Parsed once: a look at what is due happens every half minute per flow. */
function cronOf({ cron, zone }: Extract<Timing, { kind: 'cron' }>): Cron {
  const id = `${cron} ${zone}`;
  let parsed = crons.get(id);
  if (!parsed) {
    parsed = new Cron(cron, { timezone: zone, paused: true });
    crons.set(id, parsed);
    if (crons.size > 1000) crons.delete(crons.keys().next().value as string);
  }
  return parsed;
}
