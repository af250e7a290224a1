import { expect, test } from 'vitest';
import { daysLeft, stateOf } from './token-state.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const endsIn = (days: number) => new Date(now + days * 86_400_000).toISOString();

test('a token is warned of in its last 14 days', () => {
  expect(stateOf({ state: 'valid', expiresAt: endsIn(14) }, now)).toBe('valid');
  expect(stateOf({ state: 'valid', expiresAt: endsIn(13.9) }, now)).toBe('soon');
});

test('what no longer works is not about to end', () => {
  expect(stateOf({ state: 'revoked', expiresAt: endsIn(2) }, now)).toBe('revoked');
  expect(stateOf({ state: 'expired', expiresAt: endsIn(-2) }, now)).toBe('expired');
});

test('a day that has begun still counts', () => {
  expect(daysLeft(endsIn(0.5), now)).toBe(1);
  expect(daysLeft(endsIn(-1), now)).toBe(0);
});
