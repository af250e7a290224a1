import { describe, expect, test } from 'vitest';
import { fromDays, toDays } from './calendar.ts';
import { date } from './date.ts';

describe('date', () => {
  test('counts days as the Gregorian calendar does', () => {
    for (let day = -200_000; day < 200_000; day += 97) {
      const shown = new Date(day * 86_400_000).toISOString();
      const { year, month, day: d } = fromDays(day);
      expect([year, month, d]).toEqual([Number(shown.slice(0, -20)), Number(shown.slice(-19, -17)), Number(shown.slice(-16, -14))]);
      expect(toDays({ year, month, day: d })).toBe(day);
    }
  });

  test.each([
    ['20260331', 'yyyyMMdd', 'UTC', '2026-03-31'],
    ['03/31/2026', 'MM/dd/yyyy', 'UTC', '2026-03-31'],
    ['3/1/26', 'M/d/yy', 'UTC', '2026-03-01'],
    ['31-Mar-2026', 'dd-MMM-yyyy', 'UTC', '2026-03-31'],
    ['202603311545', 'yyyyMMddHHmm', 'America/Chicago', '2026-03-31T20:45:00.000Z'],
    ['2026-03-31 03:45 pm', 'yyyy-MM-dd hh:mm a', 'Europe/Berlin', '2026-03-31T13:45:00.000Z'],
    ['2026-03-31T15:45:10.250+02:00', 'yyyy-MM-ddTHH:mm:ss.SSSXXX', 'UTC', '2026-03-31T13:45:10.250Z'],
  ])('reads %s as %s in %s', (text, pattern, zone, value) => {
    expect(date.parse(text, pattern, zone)).toBe(value);
  });

  test('reads ISO 8601 without a pattern', () => {
    expect(date.parse('2026-03-31')).toBe('2026-03-31');
    expect(date.parse('2026-03-31T10:00:00-05:00')).toBe('2026-03-31T15:00:00.000Z');
    expect(date.parse('2026-03-31T10:00', undefined, 'Asia/Tokyo')).toBe('2026-03-31T01:00:00.000Z');
  });

  test.each(['2026-02-29', '2026-13-01', '31.03.2026', '', null, undefined, 5])('refuses %j', (value) => {
    expect(() => date.addDays(value as string, 1)).toThrow('date.addDays: ');
    expect(date.isDate(value)).toBe(false);
  });
  test('refuses days that do not exist in a pattern', () => {
    expect(() => date.parse('20260230', 'yyyyMMdd')).toThrow('does not look like');
  });

  test('prints in a zone', () => {
    expect(date.format('2026-03-31T23:30:00Z', "EEEE d MMMM yyyy 'at' HH:mm XXX", 'Europe/Berlin')).toBe(
      'Wednesday 1 April 2026 at 01:30 +02:00',
    );
    expect(date.format('2026-03-31', 'MM/dd/yy', 'Asia/Tokyo')).toBe('03/31/26');
    expect(() => date.format('2026-03-31', 'YYYY')).toThrow('"YYYY" in the pattern');
  });

  test('knows which day it is where', () => {
    expect(date.dayOf('2026-03-31T23:30:00Z', 'Europe/Berlin')).toBe('2026-04-01');
    expect(date.dayOf('2026-03-31T03:30:00Z', 'America/Chicago')).toBe('2026-03-30');
    expect(date.at('2026-07-01', '17:00', 'America/Chicago')).toBe('2026-07-01T22:00:00.000Z');
  });

  test('moves an instant over a change of the clocks at its local time', () => {
    expect(date.addDays('2026-03-28T08:00:00Z', 1, 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(date.addHours('2026-03-28T08:00:00Z', 24)).toBe('2026-03-29T08:00:00.000Z');
    expect(date.at('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(date.at('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('adds months without leaving the month', () => {
    expect([date.addMonths('2026-01-31', 1), date.addMonths('2024-02-29', -12), date.endOfMonth('2024-02-10')]).toEqual([
      '2026-02-28',
      '2023-02-28',
      '2024-02-29',
    ]);
  });

  test('counts working days', () => {
    const holidays = ['2026-12-25'];
    expect(date.workday('2026-12-24', 1, { holidays })).toBe('2026-12-28');
    expect(date.workday('2026-12-26', 0, { holidays })).toBe('2026-12-28');
    expect(date.workday('2026-12-28', -1, { holidays })).toBe('2026-12-24');
    expect(date.workday('2026-03-06', 1, { weekend: [5] })).toBe('2026-03-07');
    expect(date.workdaysBetween('2026-12-24', '2026-12-28', { holidays })).toBe(1);
    expect(() => date.workday('2026-01-01', 1, { weekend: [1, 2, 3, 4, 5, 6, 7] })).toThrow();
  });

  test('finds the start of a period', () => {
    expect(date.startOf('2026-05-14', 'quarter')).toBe('2026-04-01');
    expect(date.startOf('2026-05-14', 'week')).toBe('2026-05-11');
    expect(date.startOf('2026-03-31T23:30:00Z', 'month', 'Europe/Berlin')).toBe('2026-03-31T22:00:00.000Z');
    expect(date.startOf('2026-03-31T23:31:10Z', 'hour')).toBe('2026-03-31T23:00:00.000Z');
    expect([date.week('2027-01-01'), date.weekday('2026-03-29')]).toEqual(['2026-W53', 7]);
  });

  test('compares and measures', () => {
    expect([date.isBefore('2026-03-31', '2026-03-31T00:00:01Z'), date.compare('2026-03-31T02:00:00+02:00', '2026-03-31')]).toEqual([
      true,
      0,
    ]);
    expect(date.between('2026-03-31T00:00:00Z', '2026-03-31T12:00:00Z')).toBe(0.5);
    expect([date.fromEpoch(1774915200), date.fromEpoch('1774915200000'), date.toEpoch('2026-03-31')]).toEqual([
      '2026-03-31T00:00:00.000Z',
      '2026-03-31T00:00:00.000Z',
      1774915200000,
    ]);
    expect(() => date.parse('x', 'yyyy', 'Nowhere/City')).toThrow();
    expect(() => date.dayOf('2026-03-31T00:00:00Z', 'Nowhere/City')).toThrow('is no time zone');
  });
});
