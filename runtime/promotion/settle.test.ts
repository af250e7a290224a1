import { expect, test } from 'vitest';
import { settle } from './settle.ts';

const standing = { state: 'open', expiresAt: 1000, scheduledFor: null, missing: 0, now: 500 } as const;

test('with all approvals it is approved, or scheduled when it has a time', () => {
  expect(settle(standing)).toEqual(['settle']);
  expect(settle({ ...standing, scheduledFor: 800 })).toEqual(['settle', 'schedule']);
  expect(settle({ ...standing, missing: 1 })).toEqual([]);
  // Approved too late for its time, it waits for somebody.
  expect(settle({ ...standing, expiresAt: 9e9, scheduledFor: 800, now: 800 + 3_600_001 })).toEqual(['settle']);
});

test('approvals that do not count any more bring it back to open, also when it was scheduled or had failed', () => {
  for (const state of ['approved', 'scheduled', 'failed'] as const) expect(settle({ ...standing, state, missing: 1 })).toEqual(['fall']);
  expect(settle({ ...standing, state: 'deploying', missing: 1 })).toEqual([]);
});

test('when its time is up it expires, whatever else is so; what is closed or under way does not', () => {
  for (const state of ['open', 'approved', 'scheduled', 'failed'] as const)
    expect(settle({ ...standing, state, now: 1000 })).toEqual(['expire']);
  for (const state of ['deploying', 'deployed', 'rejected', 'withdrawn', 'rolled-back'] as const)
    expect(settle({ ...standing, state, now: 1000 })).toEqual([]);
});
