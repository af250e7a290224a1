import { addMonths as addMonthsTo, daysInMonth, fromDays, isoWeek, msPerDay, toDays, weekdayOf } from './calendar.ts';
import { formatPattern, parsePattern } from './date-pattern.ts';
import { fromLocal, zoneOffset } from './zones.ts';

// Two kinds of values, both text: a day "2026-03-31" (a business date, no time, no zone) and an instant "2026-03-31T22:00:00.000Z" (always UTC).
// What takes either gives back the kind it was given. A missing value is an error.

export type Workdays = {
  /** Days that do not count, as "2026-12-25". */
  readonly holidays?: readonly string[];
  /** Weekdays that do not count, 1 is Monday. Default Saturday and Sunday. */
  readonly weekend?: readonly number[];
};
export type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute';

type Moment = { readonly isDay: boolean; readonly ms: number };

/**
 * Reads a date in a pattern, such as `MM/dd/yyyy` or `yyyyMMddHHmm`: a day when the pattern has no time, else an instant read in the zone.
 * Without a pattern it reads ISO 8601.
 */
function parse(text: string, pattern?: string, zone = 'UTC'): string {
  if (pattern === undefined) return instantOrDay(text, zone, 'parse');
  if (typeof text !== 'string' && typeof text !== 'number') missing('parse', text);
  const read = parsePattern(String(text).trim(), pattern);
  if (!read) throw new RangeError(`date.parse: "${String(text).slice(0, 40)}" does not look like ${pattern}`);
  if (!read.hasTime) return showDay(Math.floor(read.local / msPerDay));
  return showInstant(read.offset === undefined ? fromLocal(zone, read.local) : read.local - read.offset);
}

/** Prints in a pattern: yyyy yy MM M MMM MMMM dd d EEE EEEE HH H hh h mm ss SSS a XXX; letters in '...' stand as they are. */
function format(value: string, pattern: string, zone = 'UTC'): string {
  const moment = read(value, 'format');
  const offset = moment.isDay ? 0 : zoneOffset(zone, moment.ms);
  return formatPattern(moment.ms + offset, offset, pattern);
}

/** The day it is in a zone at an instant. */
function dayOf(instant: string, zone = 'UTC'): string {
  const moment = read(instant, 'dayOf');
  return showDay(Math.floor((moment.ms + (moment.isDay ? 0 : zoneOffset(zone, moment.ms))) / msPerDay));
}

/** The instant of a local time on a day: `date.at("2026-03-31", "17:00", "America/Chicago")`. */
function at(day: string, time: string, zone = 'UTC'): string {
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (!clock) throw new RangeError(`date.at: "${time}" is no time such as "17:00"`);
  const local = readDay(day, 'at') * msPerDay + (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)) * 1000;
  return showInstant(fromLocal(zone, local));
}

/** So many days on. An instant keeps its local time in the zone, also where the clocks change. */
function addDays(value: string, days: number, zone = 'UTC'): string {
  return move(read(value, 'addDays'), zone, (day) => day + whole(days, 'addDays'));
}

/** So many months on; from the 31st to the last of a shorter month. */
function addMonths(value: string, months: number, zone = 'UTC'): string {
  return move(read(value, 'addMonths'), zone, (day) => toDays(addMonthsTo(fromDays(day), whole(months, 'addMonths'))));
}

function addHours(instant: string, hours: number): string {
  return showInstant(read(instant, 'addHours').ms + Math.round(finite(hours, 'addHours') * 3_600_000));
}

function addMinutes(instant: string, minutes: number): string {
  return showInstant(read(instant, 'addMinutes').ms + Math.round(finite(minutes, 'addMinutes') * 60_000));
}

/** So many working days on (back when negative). 0 gives the day itself, or the next working day. */
function workday(day: string, days: number, options: Workdays = {}): string {
  const isFree = freeDays(options);
  let at = readDay(day, 'workday');
  let left = Math.abs(whole(days, 'workday'));
  if (left > 20_000) throw new RangeError('date.workday: at most 20,000 days');
  const step = days < 0 ? -1 : 1;
  let freeInARow = 0;
  while (left > 0 || isFree(at)) {
    at += step;
    freeInARow = isFree(at) ? freeInARow + 1 : 0;
    if (freeInARow === 0 && left > 0) left--;
    if (freeInARow > 1000) throw new RangeError('date.workday: there is no working day within 1,000 days');
  }
  return showDay(at);
}

function isWorkday(day: string, options: Workdays = {}): boolean {
  return !freeDays(options)(readDay(day, 'isWorkday'));
}

/** Working days after the first up to and with the second day. */
function workdaysBetween(from: string, to: string, options: Workdays = {}): number {
  const isFree = freeDays(options);
  const [first, last] = [readDay(from, 'workdaysBetween'), readDay(to, 'workdaysBetween')];
  if (Math.abs(last - first) > 40_000) throw new RangeError('date.workdaysBetween: at most 40,000 days apart');
  let count = 0;
  for (let day = Math.min(first, last) + 1; day <= Math.max(first, last); day++) if (!isFree(day)) count++;
  return first <= last ? count : -count;
}

/** The first instant of the year, quarter, month, week (from Monday), day, hour or minute, as the zone has it; of a day, the first day. */
function startOf(value: string, unit: Unit, zone = 'UTC'): string {
  const moment = read(value, 'startOf');
  if (unit === 'hour' || unit === 'minute') {
    const size = unit === 'hour' ? 3_600_000 : 60_000;
    const offset = zoneOffset(zone, moment.ms);
    return showInstant(Math.floor((moment.ms + offset) / size) * size - offset);
  }
  const offset = moment.isDay ? 0 : zoneOffset(zone, moment.ms);
  const first = firstDay(Math.floor((moment.ms + offset) / msPerDay), unit);
  return moment.isDay ? showDay(first) : showInstant(fromLocal(zone, first * msPerDay));
}

/** The last day of the month. */
function endOfMonth(value: string, zone = 'UTC'): string {
  const { year, month } = fromDays(readDay(dayOf(value, zone), 'endOfMonth'));
  return showDay(toDays({ year, month, day: daysInMonth(year, month) }));
}

/** -1, 0 or 1. A day counts as its first moment in UTC. */
function compare(a: string, b: string): -1 | 0 | 1 {
  const [left, right] = [read(a, 'compare').ms, read(b, 'compare').ms];
  return left < right ? -1 : left > right ? 1 : 0;
}

function isBefore(a: string, b: string): boolean {
  return compare(a, b) < 0;
}

function isAfter(a: string, b: string): boolean {
  return compare(a, b) > 0;
}

/** How long from the first to the second, as a number with decimals. */
function between(from: string, to: string, unit: 'days' | 'hours' | 'minutes' | 'seconds' = 'days'): number {
  const size = { days: msPerDay, hours: 3_600_000, minutes: 60_000, seconds: 1000 }[unit];
  if (size === undefined) throw new TypeError(`date.between: "${String(unit)}" is no unit; use days, hours, minutes or seconds`);
  return (read(to, 'between').ms - read(from, 'between').ms) / size;
}

/** 1 is Monday, 7 is Sunday. */
function weekday(value: string, zone = 'UTC'): number {
  return weekdayOf(readDay(dayOf(value, zone), 'weekday'));
}

/** The ISO week, as `2026-W07`. */
function week(value: string, zone = 'UTC'): string {
  const { year, week: number } = isoWeek(readDay(dayOf(value, zone), 'week'));
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

/** An instant from seconds or milliseconds since 1970; more than 100,000,000,000 is taken as milliseconds. */
function fromEpoch(value: number | string): string {
  const number = finite(Number(value === '' ? Number.NaN : value), 'fromEpoch');
  return showInstant(Math.round(Math.abs(number) > 1e11 ? number : number * 1000));
}

/** Milliseconds since 1970. */
function toEpoch(value: string): number {
  return read(value, 'toEpoch').ms;
}

/** Whether the value is a day or an instant this library reads. */
function isDate(value: unknown): boolean {
  return toMoment(value) !== undefined;
}

export const date = Object.freeze({
  parse,
  format,
  dayOf,
  at,
  addDays,
  addMonths,
  addHours,
  addMinutes,
  workday,
  isWorkday,
  workdaysBetween,
  startOf,
  endOfMonth,
  compare,
  isBefore,
  isAfter,
  between,
  weekday,
  week,
  fromEpoch,
  toEpoch,
  isDate,
});

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day or an instant in ms; undefined when the value is neither. Text with a time and no zone is taken as UTC. */
export function toMoment(value: unknown, zone = 'UTC'): Moment | undefined {
  if (typeof value !== 'string') return undefined;
  const match = iso.exec(value.trim());
  if (!match) return undefined;
  const [, y, mo, d, h, mi, s, fraction, offset] = match;
  const [year, month, day] = [Number(y), Number(mo), Number(d)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const days = toDays({ year, month, day });
  if (h === undefined) return { isDay: true, ms: days * msPerDay };
  const [hour, minute, second] = [Number(h), Number(mi), Number(s ?? 0)];
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  const local = days * msPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  return { isDay: false, ms: offset ? local - zoneOffset(offset, 0) : fromLocal(zone, local) };
}

function instantOrDay(value: unknown, zone: string, name: string): string {
  const moment = toMoment(value, zone) ?? missing(name, value);
  return moment.isDay ? showDay(moment.ms / msPerDay) : showInstant(moment.ms);
}

function read(value: unknown, name: string): Moment {
  return toMoment(value) ?? missing(name, value);
}

function readDay(value: unknown, name: string): number {
  return Math.floor(read(value, name).ms / msPerDay);
}

function missing(name: string, value: unknown): never {
  if (value === undefined || value === null || value === '') throw new TypeError(`date.${name}: the date is missing`);
  throw new TypeError(
    `date.${name}: ${JSON.stringify(value)?.slice(0, 60)} is no date such as "2026-03-31" or "2026-03-31T22:00:00Z"; read other forms with date.parse`,
  );
}

function whole(value: number, name: string): number {
  if (!Number.isSafeInteger(value)) throw new TypeError(`date.${name}: ${String(value)} is no whole number`);
  return value;
}

function finite(value: number, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError(`date.${name}: ${String(value)} is no number`);
  return value;
}

function move(moment: Moment, zone: string, change: (day: number) => number): string {
  if (moment.isDay) return showDay(change(moment.ms / msPerDay));
  const local = moment.ms + zoneOffset(zone, moment.ms);
  const day = Math.floor(local / msPerDay);
  return showInstant(fromLocal(zone, change(day) * msPerDay + (local - day * msPerDay)));
}

function firstDay(day: number, unit: Unit): number {
  const { year, month } = fromDays(day);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - weekdayOf(day) + 1;
    case 'month':
      return toDays({ year, month, day: 1 });
    case 'quarter':
      return toDays({ year, month: month - ((month - 1) % 3), day: 1 });
    case 'year':
      return toDays({ year, month: 1, day: 1 });
    default:
      throw new TypeError(`date.startOf: "${unit}" is no unit; use year, quarter, month, week, day, hour or minute`);
  }
}

function freeDays({ holidays = [], weekend = [6, 7] }: Workdays): (day: number) => boolean {
  const free = new Set(holidays.map((holiday) => readDay(holiday, 'workday')));
  return (day) => weekend.includes(weekdayOf(day)) || free.has(day);
}

function showDay(days: number): string {
  const { year, month, day } = fromDays(days);
  if (year < 0 || year > 9999) throw new RangeError('the date lies outside of the years 0 to 9999');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function showInstant(ms: number): string {
  const days = Math.floor(ms / msPerDay);
  const rest = ms - days * msPerDay;
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  return `${showDay(days)}T${clock}.${String(rest % 1000).padStart(3, '0')}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
