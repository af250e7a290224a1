import { expect, test } from 'vitest';
import { timingWords, watermarkWords } from './trigger-words.ts';

test('intervals are said in their largest unit', () => {
  const every = (ms: number) => timingWords({ timing: { kind: 'every', ms, from: 'clock' } });
  expect([every(900_000), every(3_600_000), every(90_000), every(1000)]).toEqual([
    'Every 15 minutes',
    'Every hour',
    'Every 90 seconds',
    'Every second',
  ]);
  expect(timingWords({ timing: { kind: 'cron', cron: '0 6 * * *', zone: 'UTC' } })).toBe('0 6 * * *, UTC');
});

test('a poll says how far it has read', () => {
  const poll = { connection: 'wms', watermark: null, kind: 'record' as const, taken: 0, isReading: false, failures: 0, error: null };
  expect(watermarkWords(poll)).toBe('has not read yet');
  expect(watermarkWords({ ...poll, watermark: '4711' })).toBe('read up to 4711');
  expect(watermarkWords({ ...poll, kind: 'off' })).toBe('reads the whole list');
});
