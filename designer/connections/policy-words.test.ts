import { expect, test } from 'vitest';
import { rateInWords } from './policy-words.ts';

test('a rate is said as people say it', () => {
  expect(rateInWords({ count: 40, perSeconds: 60 })).toBe('40 a minute');
  expect(rateInWords({ count: 2, perSeconds: 1 })).toBe('2 a second');
  expect(rateInWords({ count: 1000, perSeconds: 30 })).toBe('1,000 in 30 s');
});
