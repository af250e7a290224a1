import { expect, test } from 'vitest';
import { sparkBars } from './spark-bars.ts';

test('the busiest hour fills the height, an empty one is a line, a failure is marked', () => {
  const bars = sparkBars(
    [
      { hour: 'a', done: 40, failed: 0 },
      { hour: 'b', done: 0, failed: 0 },
      { hour: 'c', done: 1, failed: 1 },
    ],
    { width: 60, height: 18 },
  );
  expect(bars.map((bar) => [bar.height, bar.isEmpty, bar.hasFailed])).toEqual([
    [17, false, false],
    [1, true, false],
    [2, false, true],
  ]);
  expect(bars.every((bar) => bar.y + bar.height === 18)).toBe(true);
});

test('no hours draw nothing', () => {
  expect(sparkBars([], { width: 60, height: 18 })).toEqual([]);
});
