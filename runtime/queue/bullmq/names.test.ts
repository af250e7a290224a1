import { expect, it } from 'vitest';
import { jobId, queuedRun, queueName } from './names.ts';

it.each(['r_0A', 'a:b', '100%', '%3A', 'r-1', '42', 'file/7'])('run %s comes back from the id of its job, which BullMQ takes', (runId) => {
  const run = { runId, lane: 'shopify', dispatch: 12 };
  expect(jobId(run)).not.toMatch(/:|^\d+$/);
  expect(queuedRun('shopify', jobId(run))).toEqual(run);
});

it('an id that is none of ours is no run', () => {
  expect(queuedRun('shopify', '17')).toBeUndefined();
  expect(queuedRun('shopify', undefined)).toBeUndefined();
});

it('different lanes have different queues, whatever they are called', () => {
  const lanes = ['shopify', 'Shopify', 'shop:ify', 'shop%3Aify', 'shop ify', 'Fünf*', '', '%'];
  const names = lanes.map(queueName);
  expect(new Set(names).size).toBe(lanes.length);
  for (const name of names) expect(name).toMatch(/^[\w.%!~'()-]+$/);
});
