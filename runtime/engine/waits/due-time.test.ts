import { expect, test } from 'vitest';
import { dueTime } from './due-time.ts';

const at = (text: string) => Date.parse(text);
const chicago = {
  zone: 'America/Chicago',
  opens: '08:00',
  closes: '17:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-11-26'],
};
const next = (now: string, hours = chicago) => new Date(dueTime({ for: 'time', business: hours }, at(now))).toISOString();

test('a span is counted from now, an instant is what it says', () => {
  expect(dueTime({ for: 'time', seconds: 90 }, 1000)).toBe(91_000);
  expect(dueTime({ for: 'time', until: '2026-11-21T08:00:00.000Z' }, 0)).toBe(at('2026-11-21T08:00:00Z'));
});

test('within the business hours nothing is waited for', () => {
  expect(next('2026-11-23T15:00:00Z')).toBe('2026-11-23T15:00:00.000Z');
});

test('before the opening it waits for it, after the closing for the next day', () => {
  expect(next('2026-11-23T10:00:00Z')).toBe('2026-11-23T14:00:00.000Z');
  expect(next('2026-11-23T23:00:00Z')).toBe('2026-11-24T14:00:00.000Z');
  expect(next('2026-11-24T03:00:00Z')).toBe('2026-11-24T14:00:00.000Z');
});

test('the very minute of closing is closed', () => {
  expect(next('2026-11-23T23:00:00Z')).toBe('2026-11-24T14:00:00.000Z');
  expect(next('2026-11-23T22:59:59Z')).toBe('2026-11-23T22:59:59.000Z');
});

test('weekends and holidays are passed over', () => {
  expect(next('2026-11-21T15:00:00Z')).toBe('2026-11-23T14:00:00.000Z');
  expect(next('2026-11-25T23:30:00Z')).toBe('2026-11-27T14:00:00.000Z');
});

test('the opening follows the clocks of the zone, not those of UTC', () => {
  // Daylight time ends on 1 November 2026 in Chicago.
  expect(next('2026-10-30T23:00:00Z')).toBe('2026-11-02T14:00:00.000Z');
  expect(next('2026-10-29T23:00:00Z')).toBe('2026-10-30T13:00:00.000Z');
});

test('hours that never come are refused instead of waited for', () => {
  expect(() => next('2026-11-21T15:00:00Z', { ...chicago, weekdays: [] })).toThrow('no opening');
  expect(() => next('2026-11-21T15:00:00Z', { ...chicago, zone: 'Mars/Olympus' })).toThrow('no time zone');
});
