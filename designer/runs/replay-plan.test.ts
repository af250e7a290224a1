import { expect, test } from 'vitest';
import { planSums, type ReplayAction, replayButton } from './replay-plan.ts';

const plan = (...actions: [ReplayAction, number][]) => ({
  version: 13,
  steps: actions.map(([action, items], index) => ({ nodeId: `n${index}`, name: `Step ${index}`, action, items })),
});

test('the sums name what is sent, what is skipped and what is asked', () => {
  expect(planSums(plan(['runs again', 3], ['skipped, confirmed', 1], ['sent now', 2]))).toBe(
    '2 effects sent, 1 skipped because confirmed.',
  );
  expect(planSums(plan(['sent again with the same key', 1], ['asks first', 1]))).toBe(
    '1 effect sent, 1 with the same key as before, so none twice, 1 unknown, asks first.',
  );
  expect(planSums(plan(['runs again', 1], ['not reached', 0]))).toBe('No effect is sent.');
});

test('the button says how many, from where, and that it is prod', () => {
  expect([replayButton(3, true, false), replayButton(0, false, false), replayButton(1, true, true)]).toEqual([
    'Replay 3 from here',
    'Replay run',
    'Replay 1 from here in prod',
  ]);
});
