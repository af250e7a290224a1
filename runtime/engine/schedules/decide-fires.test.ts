import { describe, expect, test } from 'vitest';
import { decideFires } from './decide-fires.ts';

const minute = 60_000;
const noon = Date.parse('2026-11-21T12:00:00Z');
const timing = { kind: 'every', ms: 15 * minute, from: 'clock' } as const;
const decide = (misfire: 'skip' | 'run once' | 'run all', last: number, now: number) => {
  const { dues, skipped, until } = decideFires({ timing, start: 0, last, now, misfire });
  return { dues: dues.map((due) => (due - noon) / minute), skipped, until: (until - noon) / minute };
};

describe('what a schedule fires', () => {
  test('on time every policy fires the due time', () => {
    for (const misfire of ['skip', 'run once', 'run all'] as const)
      expect(decide(misfire, noon, noon + 15 * minute + 40)).toEqual({ dues: [15], skipped: 0, until: 15 });
  });
  test('before it is due nothing is fired and nothing moves', () => {
    expect(decide('run once', noon, noon + 14 * minute)).toEqual({ dues: [], skipped: 0, until: 0 });
  });
  test.each([
    ['skip', { dues: [], skipped: 3, until: 45 }],
    ['run once', { dues: [45], skipped: 2, until: 45 }],
    ['run all', { dues: [15, 30, 45], skipped: 0, until: 45 }],
  ] as const)('after 50 minutes without a server, "%s"', (misfire, expected) => {
    expect(decide(misfire, noon, noon + 50 * minute)).toEqual(expected);
  });
  test.each([
    ['skip', { dues: [45], skipped: 2, until: 45 }],
    ['run once', { dues: [45], skipped: 2, until: 45 }],
    ['run all', { dues: [15, 30, 45], skipped: 0, until: 45 }],
  ] as const)('back just in time for the newest, "%s"', (misfire, expected) => {
    expect(decide(misfire, noon, noon + 45 * minute + 30_000)).toEqual(expected);
  });
  test('"run all" makes up for the newest 100', () => {
    const { dues, skipped } = decide('run all', noon - 400 * 15 * minute, noon + 14 * minute);
    expect(dues).toHaveLength(100);
    expect(dues.at(-1)).toBe(0);
    expect(skipped).toBeGreaterThan(0);
  });
  test('a clock that was set back by an hour counts from where it stands, so that what is still to come is not lost', () => {
    expect(decide('run once', noon + 60 * minute, noon + 14 * minute)).toEqual({ dues: [], skipped: 0, until: 14 });
    expect(decide('run once', noon + 14 * minute, noon + 15 * minute)).toEqual({ dues: [15], skipped: 0, until: 15 });
  });
  test('a clock a second behind another server does not count anew', () => {
    expect(decide('run once', noon + 15 * minute, noon + 15 * minute - 1000)).toEqual({ dues: [], skipped: 0, until: 15 });
  });
});
