import { expect, test } from 'vitest';
import { countOf, formatBytes, formatDuration, formatTime } from './format.ts';

test('a duration has at most two units and the digits one needs', () => {
  expect([0, 4.4, 999, 1000, 1240, 9949, 9960, 59_900, 60_000, 1_100_000, 3_600_000, 11_100_000, 90_000_000].map(formatDuration)).toEqual([
    '0 ms',
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
