/**
 * Hands out the ids of runs that are due. Only dispatches: the store is the truth, and losing the whole queue loses nothing, because the feeder
 * fills it again. Kept out on purpose: run data, retries, results.
 */
export type RunQueue = {
  readonly kind: 'embedded' | 'bullmq';
  /** A put of a job that is queued already changes nothing. `delay` in milliseconds, `priority` 0 (first) to 9. */
  put(job: QueuedRun, options?: { readonly delay?: number; readonly priority?: number }): Promise<void>;
  putMany(jobs: readonly (QueuedRun & { readonly delay?: number; readonly priority?: number })[]): Promise<void>;
  /** Calls `handle` for each due job of the lane, at most `concurrency` at once. A handler that throws drops the job: the feeder knows better. */
  consume(lane: string, concurrency: number, handle: (job: QueuedRun) => Promise<void>): Consumer;
  /** Queued and not yet started. */
  depth(lane: string): Promise<number>;
  pause(lane: string): Promise<void>;
  resume(lane: string): Promise<void>;
  /** Resolves when every handler under way has ended. */
  close(): Promise<void>;
};

/** `dispatch` rises with each new wake time, so that an old job of the same run is told from the new one. */
export type QueuedRun = { readonly runId: string; readonly lane: string; readonly dispatch: number };
export type Consumer = { /** Starts nothing more; resolves when the handlers under way have ended. */ close(): Promise<void> };
