import { expect, test } from 'vitest';
import { callBars, callsOf } from './calls-bars.ts';

const at = (done: number, failed = 0) => ({ hour: '2026-11-21T08:00:00.000Z', done, failed });

test('the busiest hour is the highest bar, an hour without calls has none', () => {
  expect(callBars([at(50), at(100), at(0)]).map(({ top }) => top)).toEqual([0.5, 1, 0]);
});

test('one failure among thousands of calls is seen', () => {
  expect(callBars([at(9999, 1)])[0]).toMatchObject({ top: 1, bad: 0.06 });
  expect(callBars([at(0, 1), at(9999)])[0]).toMatchObject({ top: 0.06, bad: 0.06 });
});

test('failed calls count as calls', () => {
  expect(callsOf([at(3, 1), at(2)])).toEqual({ calls: 6, failed: 1 });
});
