import { expect, test } from 'vitest';
import { aStep } from './runs.fixture.ts';
import { axisLength, stepBar } from './step-bar.ts';

test('the axis covers the run and all of its steps', () => {
  expect(axisLength([aStep('a', { startedAt: 900, durationMs: 300 })], 1000)).toBe(1200);
  expect(axisLength([], 0)).toBe(1);
});

test('a bar stands where the step stood, at least visibly wide and never beyond the axis', () => {
  expect(stepBar(aStep('a', { startedAt: 500, durationMs: 250 }), 1000)).toEqual({ left: 50, width: 25 });
  expect(stepBar(aStep('a', { startedAt: 0, durationMs: 1 }), 10_000)?.width).toBeGreaterThan(1);
  const last = stepBar(aStep('a', { startedAt: 1000, durationMs: 0 }), 1000);
  expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100);
});

test('a step under way reaches to now, one that has not started has no bar', () => {
  expect(stepBar(aStep('a', { startedAt: 400, durationMs: null }), 1000)).toEqual({ left: 40, width: 60 });
  expect(stepBar(aStep('a', { startedAt: null, durationMs: null }), 1000)).toBeNull();
});
