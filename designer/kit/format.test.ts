import { expect, test } from 'vitest';
import { countOf, formatBytes, formatDecimal, formatDuration, formatSeconds, formatTime } from './format.ts';

test('a duration has at most two units and the digits one needs', () => {
  expect([0, 4.4, 999, 1000, 1240, 9949, 9960, 59_900, 60_000, 1_100_000, 3_600_000, 11_100_000, 90_000_000].map(formatDuration)).toEqual([
    '<1 ms',
    '4 ms',
    '999 ms',
    '1.0 s',
    '1.2 s',
    '9.9 s',
    '10 s',
    '59 s',
    '1 m',
    '18 m 20 s',
    '1 h',
    '3 h 5 m',
    '1 d 1 h',
  ]);
});

test('a time is relative up to one hour and a clock time after it', () => {
  const now = new Date(2026, 10, 20, 14, 3, 25).getTime();
  const before = (ms: number) => formatTime(new Date(now - ms).toISOString(), now);
  expect(before(1000)).toBe('now');
  expect(before(40_000)).toBe('40 s ago');
  expect(before(59 * 60_000)).toBe('59 m ago');
  expect(before(3 * 3_600_000)).toBe('11:03:25');
  expect(before(24 * 3_600_000)).toBe('Nov 19, 14:03:25');
  expect(before(-40_000)).toBe('in 40 s');
});

test('a count takes the plural unless it is one', () => {
  expect([countOf(1, 'item'), countOf(1184, 'item'), countOf(0, 'try', 'tries')]).toEqual(['1 item', '1,184 items', '0 tries']);
});

test('bytes are shown in decimal units', () => {
  expect([820, 1400, 2_000_000].map(formatBytes)).toEqual(['820 B', '1.4 kB', '2.0 MB']);
});

test('a countdown shows whole seconds', () => {
  expect([0, 7000, 59_400, 95_000].map(formatSeconds)).toEqual(['0 s', '7 s', '59 s', '1 m 35 s']);
});

test('an amount is grouped with all its digits', () => {
  expect(['77.70', '1115.85', '-1234567.1', '9007199254740993'].map(formatDecimal)).toEqual([
    '77.70',
    '1,115.85',
    '-1,234,567.1',
    '9,007,199,254,740,993',
  ]);
});
