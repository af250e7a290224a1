import { describe, expect, test } from 'vitest';
import { dueBetween, nextDue, nextDues } from './timing.ts';

const at = (text: string) => Date.parse(text);
const iso = (dues: readonly number[]) => dues.map((due) => new Date(due).toISOString().replace('.000', ''));
const cron = (pattern: string, zone: string) => ({ kind: 'cron', cron: pattern, zone }) as const;

describe('a cron expression in a zone', () => {
  test.each([
    [
      'a time that the change to summer time leaves out comes at the next moment there is',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
    ],
    [
      'a time that comes twice when summer time ends comes once',
      'Europe/Berlin',
      '30 2 * * *',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ],
    [
      'a time left out in New York',
      'America/New_York',
      '30 2 * * *',
      '2026-03-07T12:00:00Z',
      ['2026-03-08T07:00:00Z', '2026-03-09T06:30:00Z'],
    ],
    [
      'a time that comes twice in New York',
      'America/New_York',
      '30 1 * * *',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ],
    [
      'the half hours of a night with an hour more',
      'America/New_York',
      '*/30 * * * *',
      '2026-11-01T05:10:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-01T06:00:00Z', '2026-11-01T06:30:00Z', '2026-11-01T07:00:00Z'],
    ],
    ['6:00 stays 6:00', 'Europe/Berlin', '0 6 * * *', '2026-10-24T12:00:00Z', ['2026-10-25T05:00:00Z', '2026-10-26T05:00:00Z']],
  ])('%s', (_what, zone, pattern, after, expected) => {
    const timing = cron(pattern, zone);
    expect(iso(nextDues(timing, 0, at(after), expected.length))).toEqual(expected);
    expect(iso(dueBetween(timing, 0, { after: at(after), until: at(expected.at(-1) as string) }, 100))).toEqual(expected);
  });

  test('one that never comes again has no next time', () => {
    expect(nextDue(cron('0 0 30 2 *', 'UTC'), 0, at('2026-01-01T00:00:00Z'))).toBeNull();
  });

  test('of many due times the newest are given, oldest first', () => {
    const dues = dueBetween(cron('* * * * *', 'UTC'), 0, { after: at('2026-01-01T00:00:00Z'), until: at('2026-06-01T00:00:00Z') }, 3);
    expect(iso(dues)).toEqual(['2026-05-31T23:58:00Z', '2026-05-31T23:59:00Z', '2026-06-01T00:00:00Z']);
  });
});

describe('an interval', () => {
  const start = at('2026-11-21T08:07:00Z');
  test('by the clock stands on the multiples of the interval', () => {
    const timing = { kind: 'every', ms: 900_000, from: 'clock' } as const;
    expect(iso(nextDues(timing, start, start, 2))).toEqual(['2026-11-21T08:15:00Z', '2026-11-21T08:30:00Z']);
    expect(iso(dueBetween(timing, start, { after: start, until: at('2026-11-21T08:30:00Z') }, 9))).toEqual([
      '2026-11-21T08:15:00Z',
      '2026-11-21T08:30:00Z',
    ]);
  });
  test('from the start counts from there, and a due time is not due again', () => {
    const timing = { kind: 'every', ms: 900_000, from: 'start' } as const;
    expect(iso(nextDues(timing, start, start, 2))).toEqual(['2026-11-21T08:22:00Z', '2026-11-21T08:37:00Z']);
    expect(nextDue(timing, start, start - 3_600_000)).toBe(start + 900_000);
    expect(dueBetween(timing, start, { after: start - 1, until: start + 1 }, 9)).toEqual([]);
  });
  test('of a million missed times the newest are found at once', () => {
    const timing = { kind: 'every', ms: 1000, from: 'clock' } as const;
    expect(dueBetween(timing, 0, { after: 0, until: start }, 101)).toHaveLength(101);
  });
});
