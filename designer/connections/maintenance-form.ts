import { msPerDay } from '@crossdock/nodes/library/calendar';
import { fromLocal, zoneOffset } from '@crossdock/nodes/library/zones';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';

const texts = connectionsTexts.maintenance;
type Window = Connection['policy']['maintenance'][number];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A maintenance window as it is being edited. */
export type FormWindow = {
  readonly title: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** Every week on these days, or once on `date`. */
  readonly repeats: boolean;
  readonly days: readonly Weekday[];
  readonly date: string;
};

export function blankWindow(zone: string): FormWindow {
  return { title: '', zone, from: '22:00', to: '24:00', repeats: true, days: ['sun'], date: '' };
}

export function windowForm(window: Window): FormWindow {
  const { title, from, to, zone = 'UTC' } = window;
  const days = 'days' in window ? window.days : [];
  return { title, zone, from, to, repeats: 'days' in window, days, date: 'date' in window ? window.date : '' };
}

export function windowBody({ title, zone, from, to, repeats, days, date }: FormWindow): Window {
  const common = { title: title.trim(), zone, from, to };
  return repeats ? { ...common, days: weekdays.filter((day) => days.includes(day)) } : { ...common, date };
}

const clock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

export function windowProblems({ title, from, to, repeats, days, date }: FormWindow): Readonly<Record<string, string>> {
  return {
    ...(title.trim() === '' && { title: texts.needsTitle }),
    ...(!clock.test(from) && { from: texts.needsTime }),
    ...(!clock.test(to) && { to: texts.needsTime }),
    ...(repeats && days.length === 0 && { days: texts.needsDay }),
    ...(!repeats && !/^\d{4}-\d\d-\d\d$/.test(date) && { date: texts.needsDate }),
  };
}

/** Windows begin on the minute: `Nov 22, 22:00:00` without its seconds. */
export function toTheMinute(time: string): string {
  return time.replace(/(\d\d:\d\d):\d\d$/, '$1');
}

/** ms. */
type Occurrence = { readonly from: number; readonly to: number };

/** When it is on, or is on next; null: never again, or not written out yet. */
export function nextOccurrence(window: FormWindow, now: number): Occurrence | null {
  if (Object.keys(windowProblems(window)).some((field) => field !== 'title')) return null;
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  const length = to > from ? to - from : to + 24 * 60 - from;
  const today = Math.floor((now + zoneOffset(window.zone, now)) / msPerDay);
  const days = window.repeats
    ? Array.from({ length: 9 }, (_, i) => today - 1 + i).filter((day) => window.days.includes(weekdays[(day + 3) % 7] as Weekday))
    : [Date.parse(`${window.date}T00:00:00Z`) / msPerDay];
  for (const day of days) {
    const begins = day * msPerDay + from * 60_000;
    const occurrence = { from: fromLocal(window.zone, begins), to: fromLocal(window.zone, begins + length * 60_000) };
    if (occurrence.to > now) return occurrence;
  }
  return null;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
