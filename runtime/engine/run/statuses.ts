/** What a run can be. `queued`: accepted, nothing has been executed yet. */
export const runStatuses = ['queued', 'running', 'retrying', 'parked', 'waiting', 'done', 'partial', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

const final: ReadonlySet<RunStatus> = new Set(['done', 'partial', 'failed', 'cancelled']);

/** Nothing will change any more without a person. */
export const isFinal = (status: RunStatus): boolean => final.has(status);

/** How a run ends: partial when some of its items got through and others did not. */
export function endStatus(ended: {
  readonly dead: number;
  readonly succeeded: number;
  readonly runFailed: boolean;
}): 'done' | 'partial' | 'failed' {
  if (ended.runFailed) return 'failed';
  if (ended.dead === 0) return 'done';
  return ended.succeeded > 0 ? 'partial' : 'failed';
}
