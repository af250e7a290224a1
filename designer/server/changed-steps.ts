import type { Step } from './shapes.ts';

/** The steps whose data has changed with their report: another state, more tries, more or fewer items. */
export function changedSteps(before: readonly Step[], after: readonly Step[]): string[] {
  const known = new Map(before.map((step) => [step.nodeId, traceOf(step)]));
  return after.filter((step) => known.get(step.nodeId) !== traceOf(step)).map((step) => step.nodeId);
}

function traceOf(step: Step): string {
  return JSON.stringify([step.status, step.attempts, step.itemsIn, step.itemsOut, step.failed]);
}
