import { expect, test } from 'vitest';
import { retryDelays, retryInWords } from './policy-words.ts';

const policy = { attempts: 5, firstDelaySeconds: 2, factor: 3, maxDelaySeconds: 300 };

test('a retry policy in words', () => {
  expect(retryInWords(policy)).toBe('Retry: 5 tries, 2 s to 54 s');
  expect(retryInWords({ ...policy, attempts: 1 })).toBe('No retry');
});

test('the waits grow to their limit', () => {
  expect(retryDelays({ ...policy, maxDelaySeconds: 20 })).toEqual([2, 6, 18, 20]);
});
