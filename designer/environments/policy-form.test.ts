import { expect, test } from 'vitest';
import type { PromotionPolicy } from '../server/shapes.ts';
import { byTime, policyIsSound, usualHours } from './policy-form.ts';

const friday = { title: 'Black Friday', from: '2026-11-27T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z', channels: 'all' as const };
const stock = { title: 'Stocktaking', from: '2026-06-30T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z', channels: ['Inventory'] };
const policy = { workingHours: null, blackouts: [friday] } as unknown as PromotionPolicy;

test('what comes stands first, what is over last', () => {
  const shown = byTime([stock, friday], Date.parse('2026-11-28T00:00:00Z'));
  expect(shown.map(({ blackout, when, index }) => [blackout.title, when, index])).toEqual([
    ['Black Friday', 'now', 1],
    ['Stocktaking', 'past', 0],
  ]);
});

test('a blackout that ends before it begins, or hours without a day, cannot be saved', () => {
  expect(policyIsSound(policy)).toBe(true);
  expect(policyIsSound({ ...policy, blackouts: [{ ...friday, to: friday.from }] })).toBe(false);
  expect(policyIsSound({ ...policy, workingHours: { ...usualHours('UTC'), days: [] } })).toBe(false);
  expect(policyIsSound({ ...policy, workingHours: { ...usualHours('UTC'), from: '18:00', to: '08:00' } })).toBe(false);
});
