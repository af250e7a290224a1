import { expect, test } from 'vitest';
import { aStep } from '../runs/runs.fixture.ts';
import { changedSteps } from './changed-steps.ts';

test('a step has changed with its state, its tries or its items, and not with its timing', () => {
  const before = [aStep('a'), aStep('b', { status: 'retrying', attempts: 1 }), aStep('c'), aStep('d', { durationMs: 1 })];
  const after = [
    aStep('a'),
    aStep('b', { status: 'retrying', attempts: 2 }),
    aStep('c', { itemsOut: { out: 2 } }),
    aStep('d', { durationMs: 9 }),
    aStep('e'),
  ];
  expect(changedSteps(before, after)).toEqual(['b', 'c', 'e']);
});
