import { expect, test } from 'vitest';
import { valueWords } from './value-words.ts';

test('texts stand as they are, other values as JSON on one line', () => {
  expect(valueWords('24 hours')).toBe('24 hours');
  expect(valueWords({ tries: 5 })).toBe('{"tries":5}');
  expect(valueWords('a\n  b')).toBe('a b');
  expect(valueWords('')).toBe('""');
});

test('what is not there has no words, false and 0 do', () => {
  expect(valueWords(undefined)).toBeNull();
  expect(valueWords(null)).toBeNull();
  expect(valueWords(false)).toBe('false');
  expect(valueWords(0)).toBe('0');
});

test('a long value is cut', () => {
  expect(valueWords('x'.repeat(500))).toHaveLength(240);
});
