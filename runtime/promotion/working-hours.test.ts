import { expect, test } from 'vitest';
import { isWithin, nextOpening, type WorkingHours } from './working-hours.ts';

const chicago: WorkingHours = { zone: 'America/Chicago', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '17:00' };
const at = (text: string) => Date.parse(text);

test('the clock of the zone counts, with and without daylight saving', () => {
  expect(isWithin(chicago, at('2026-07-15T13:00:00Z'))).toBe(true);
  expect(isWithin(chicago, at('2026-07-15T12:59:59Z'))).toBe(false);
  expect(isWithin(chicago, at('2026-12-15T14:00:00Z'))).toBe(true);
  expect(isWithin(chicago, at('2026-12-15T13:59:59Z'))).toBe(false);
});

test('the end is not part of the hours, and a day ends at midnight of the zone', () => {
  expect(isWithin(chicago, at('2026-12-15T22:59:00Z'))).toBe(true);
  expect(isWithin(chicago, at('2026-12-15T23:00:00Z'))).toBe(false);
  expect(isWithin({ ...chicago, from: '00:00', to: '24:00' }, at('2026-12-19T05:59:00Z'))).toBe(true);
  expect(isWithin({ ...chicago, from: '00:00', to: '24:00' }, at('2026-12-19T06:00:00Z'))).toBe(false);
});

test('the next opening is found over a weekend and over the change of clocks', () => {
  expect(nextOpening(chicago, at('2026-12-18T23:10:00Z'))).toBe(at('2026-12-21T14:00:00Z'));
  expect(nextOpening(chicago, at('2026-03-07T12:00:00Z'))).toBe(at('2026-03-09T13:00:00Z'));
  expect(nextOpening(chicago, at('2026-12-15T15:00:00Z'))).toBe(at('2026-12-15T15:00:00Z'));
});
