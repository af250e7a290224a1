import { expect, test } from 'vitest';
import type { Promotion } from '../../server/shapes.ts';
import { choiceOf, nextShares, percentOf, sharedFlows } from './rollout-steps.ts';

test('the next two greater shares are offered', () => {
  expect([1, 10, 30, 50, 75, 99].map(nextShares)).toEqual([[10, 25], [25, 50], [50, 75], [75], [], []]);
});

test('only flows that replace another version can share messages with it', () => {
  const item = (kind: string, version: number, replaces: number | null) => ({ kind, name: `${kind} ${version}`, version, replaces });
  const items = [item('flow', 14, 13), item('flow', 2, null), item('flow', 5, 5), item('lookup', 3, 2)] as Promotion['items'];
  expect(sharedFlows({ items }).map(({ version }) => version)).toEqual([14]);
});

test('a share that is no whole per cent is not taken', () => {
  expect(percentOf('', 99, 10)).toBe(10);
  expect(percentOf(12.5, 99, 10)).toBe(10);
  expect(percentOf(100, 99, 10)).toBe(10);
  expect(percentOf(30, 99, 10)).toBe(30);
  expect(choiceOf(30, 5)).toEqual({ share: 30, stopWhen: { failedPercent: 5, atLeast: 20 } });
  expect(choiceOf(30, null).stopWhen).toBeNull();
});
