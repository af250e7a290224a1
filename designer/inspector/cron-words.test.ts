import { expect, test } from 'vitest';
import { cronInWords, cronPresets } from './cron-words.ts';

test('every preset reads as its title', () => {
  expect(cronPresets.map((preset) => cronInWords(preset.cron))).toEqual(cronPresets.map((preset) => preset.title));
});

test('says other common schedules, and nothing rather than something wrong', () => {
  expect(cronInWords('30 7,19 * * *')).toBe('Every day at 07:30 and 19:30');
  expect(cronInWords('15 * * * *')).toBe('Every hour at 15 past');
  expect(cronInWords('0 9 * * 1,3')).toBe('Every Monday and Wednesday at 09:00');
  expect(cronInWords('0 9 1-7 * 1')).toBeNull();
  expect(cronInWords('hello')).toBeNull();
});
