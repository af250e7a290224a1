import { expect, test } from 'vitest';
import { laterLocal, localToIso, toLocal } from './local-time.ts';

test('a local time comes back as the same instant', () => {
  const at = Date.parse('2026-11-21T18:30:00Z');
  expect(localToIso(toLocal(at))).toBe('2026-11-21T18:30:00.000Z');
});

test('the proposal is a full hour, an hour away or more', () => {
  expect(localToIso(laterLocal(Date.parse('2026-11-21T18:02:00Z')))).toBe('2026-11-21T20:00:00.000Z');
});

test('an empty field is no instant', () => {
  expect(localToIso('')).toBeNull();
});
