import { expect, test } from 'vitest';
import { planSums, readCorrection, replayButton } from './replay-plan.ts';

const sums = (more: Partial<Parameters<typeof planSums>[0]['sums']>) => ({
  sums: { skipped: 0, sentNow: 0, sameKey: 0, newKey: 0, lookedUp: 0, asked: 0, read: 0, ...more },
});

test('the sums name what is sent, what is skipped and what is asked', () => {
  expect(planSums(sums({ skipped: 1, sentNow: 2, read: 3 }))).toBe('2 effects sent, 1 skipped because confirmed.');
  expect(planSums(sums({ sameKey: 1, asked: 1 }))).toBe(
    '1 effect sent, 1 with the same key as before, so none twice, 1 for you to decide.',
  );
  expect(planSums(sums({ newKey: 1, lookedUp: 2 }))).toBe(
    '1 effect sent, 1 with a new key, as it had no effect before, 2 looked up first.',
  );
  expect(planSums(sums({}))).toBe('No effect is sent.');
});

test('the button says how many, from where, and that it is prod', () => {
  expect([replayButton(3, true, false), replayButton(0, false, false), replayButton(1, true, true)]).toEqual([
    'Replay 3 from here',
    'Replay run',
    'Replay 1 from here in prod',
  ]);
});

test('a correction is JSON, and knows whether it changes anything', () => {
  expect(readCorrection('{"sku": "A"}', { sku: 'A' })).toEqual({ json: { sku: 'A' }, isChanged: false });
  expect(readCorrection('{"sku": "B"}', { sku: 'A' })).toEqual({ json: { sku: 'B' }, isChanged: true });
  expect(readCorrection('{"sku": ', {})).toEqual({ error: expect.stringContaining('This is not JSON yet') });
});
