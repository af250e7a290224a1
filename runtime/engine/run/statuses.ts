/** What a run can be. `queued`: accepted, nothing has been executed yet. */
export const runStatuses = [
  'queued',
  'running',
  /** The next attempt of a call is due at a time. */
  'retrying',
  /** A breaker, a pause or a rate limit of a connection holds it. */
  'parked',
  /** For a time, an event, a person or another flow. */
  'waiting',
  'done',
  'partial',
  'failed',
  'cancelled',
  /** A later message of the same ordering key made it pointless. */
  'superseded',
] as const;
export type RunStatus = (typeof runStatuses)[number];

const final: ReadonlySet<RunStatus> = new Set(['done', 'partial', 'failed', 'cancelled', 'superseded']);

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
