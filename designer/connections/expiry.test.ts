import { expect, test } from 'vitest';
import type { Connection } from '../server/shapes.ts';
import { expiring, expiryOf, expiryWords } from './expiry.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const ending = (name: string, ...ends: (string | null)[]) =>
  ({
    name,
    auth: { secrets: Object.fromEntries(ends.map((expiresAt, i) => [`s${i}`, { isSet: true, expiresAt }])) },
  }) as unknown as Connection;

test('the first end within 30 days is told, with its name', () => {
  expect(expiryOf(ending('a', null, '2027-06-01T00:00:00Z'), now)).toBeNull();
  expect(expiryOf(ending('a', '2026-12-20T12:00:00Z', '2026-12-03T12:00:00Z'), now, new Map([['s1', 'Token']]))).toMatchObject({
    what: 'Token',
    days: 12,
    isOver: false,
  });
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
    'later expires in 12 days',
  ]);
});
