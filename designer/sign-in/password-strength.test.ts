import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

const rule = { min: 12, max: 1024 };

test('too short and too long is no password, whatever it is made of', () => {
  expect(passwordStrength('', rule)).toEqual({ score: 0, why: 'short' });
  expect(passwordStrength('zK8!qP2#vN9', rule)).toEqual({ score: 0, why: 'short' });
  expect(passwordStrength('x'.repeat(1025), rule)).toEqual({ score: 0, why: 'long' });
});

test('what is tried first, repeats or runs along the keys is weak for all its length', () => {
  expect(passwordStrength('password1234', rule)).toEqual({ score: 1, why: 'common' });
  expect(passwordStrength('aaaaaaaaaaaaaaaa', rule)).toEqual({ score: 1, why: 'repeats' });
  expect(passwordStrength('qwertzuiopasdfgh', rule).score).toBe(1);
  expect(passwordStrength('345678901234', rule)).toEqual({ score: 1, why: 'repeats' });
});

test('the own name and login count for nothing', () => {
  expect(passwordStrength('mara.lind2026', rule, ['Mara Lind', 'mara'])).toMatchObject({ score: 1, why: 'name' });
});

test('a few unrelated words are strong, and so are many kinds of characters', () => {
  expect(passwordStrength('velvet-harbour-onion-tram', rule)).toEqual({ score: 4, why: null });
  expect(passwordStrength('zK8!qP2#vN9x', rule).score).toBe(4);
  expect(passwordStrength('harbouroniontram', rule).score).toBeGreaterThanOrEqual(3);
});
