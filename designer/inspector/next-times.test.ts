import { describe, expect, test } from 'vitest';
import { nextTimes } from './next-times.ts';

const after = new Date('2026-10-23T12:00:00Z');

describe('the next times of a schedule', () => {
  test('read as the clocks of its zone show them, also over a clock change', () => {
    expect(nextTimes('0 6 * * *', 'Europe/Berlin', after, 3).times).toEqual([
      'Sat 24 Oct, 06:00',
      'Sun 25 Oct, 06:00',
      'Mon 26 Oct, 06:00',
    ]);
  });

  test('are none where day and month never meet, and the reason is said', () => {
    expect(nextTimes('0 6 31 2 *', 'UTC', after, 5)).toEqual({ times: [], fault: 'It never comes due. Check day and month.' });
  });

  test('a mistake is said in words', () => {
    const { times, fault } = nextTimes('0 25 * * *', 'UTC', after, 5);
    expect(times).toEqual([]);
    expect(fault).toMatch(/^This is no schedule: .*\.$/);
  });
});
