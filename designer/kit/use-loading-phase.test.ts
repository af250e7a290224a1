import { expect, test } from 'vitest';
import { delayOf } from './use-loading-phase.ts';

test('a load below 150 ms shows no skeleton, a longer one does', () => {
  expect(delayOf({ isLoading: true, phase: 'waiting', shownFor: 0 })).toBe(150);
  expect(delayOf({ isLoading: false, phase: 'waiting', shownFor: 0 })).toBe(0);
});

test('a skeleton stays for 600 ms once it is shown', () => {
  expect(delayOf({ isLoading: true, phase: 'skeleton', shownFor: 100 })).toBeNull();
  expect(delayOf({ isLoading: false, phase: 'skeleton', shownFor: 100 })).toBe(500);
  expect(delayOf({ isLoading: false, phase: 'skeleton', shownFor: 5000 })).toBe(0);
});
