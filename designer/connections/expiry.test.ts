import { expect, test } from 'vitest';
import type { Connection } from '../server/shapes.ts';
import { expiring, expiryOf, expiryWords } from './expiry.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const ending = (name: string, expiresAt: string | null) => ({ name, expiresAt }) as Connection;

test('an end within 30 days is worth a warning', () => {
  expect(expiryOf(ending('a', null), now)).toBeNull();
  expect(expiryOf(ending('a', '2027-06-01T00:00:00Z'), now)).toBeNull();
  expect(expiryOf(ending('a', '2026-12-03T12:00:00Z'), now)).toMatchObject({ days: 12, isOver: false });
});

test('the most urgent comes first, in words that need no calendar', () => {
  const found = expiring(
    [
      ending('later', '2026-12-03T12:00:01Z'),
      ending('fine', null),
      ending('over', '2026-11-20T11:00:00Z'),
      ending('today', '2026-11-21T20:00:00Z'),
    ],
    now,
  );
  expect(found.map(({ connection, expiry }) => `${connection.name} ${expiryWords(expiry)}`)).toEqual([
    'over expired yesterday',
    'today expires today',
    'later expires in 13 days',
  ]);
});
