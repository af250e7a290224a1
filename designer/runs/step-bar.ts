import type { Step } from '../server/shapes.ts';

/** Where the bar of a step stands on the time axis of its run, in percent. */
export type StepBar = { left: number; width: number };

const leastWidth = 1.2;

/** Milliseconds the axis covers: the run's own time, or until now while it is under way, and never less than its last step. */
export function axisLength(steps: readonly Step[], elapsed: number): number {
  const ends = steps.map((step) => (step.startedAt ?? 0) + (step.durationMs ?? 0));
  return Math.max(1, elapsed, ...ends);
}

/** A step that has not started has no bar; one without an end reaches the end of the axis. */
export function stepBar(step: Step, axis: number): StepBar | null {
  if (step.startedAt === null) return null;
  const left = Math.min(100 - leastWidth, (step.startedAt / axis) * 100);
  const length = step.durationMs ?? axis - step.startedAt;
  return { left, width: Math.min(100 - left, Math.max(leastWidth, (length / axis) * 100)) };
}
