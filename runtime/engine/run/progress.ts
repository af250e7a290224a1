import type { DeadItem, Failure, NodeReport } from '../../sandbox/region/protocol.ts';
import type { ChunkProgress } from '../chunks/chunk-progress.ts';
import type { Waiting } from '../waits/waiting.ts';

/** Where one item stands at an effect or read node. The ledger of a run is the list of these. */
export type LedgerEntry = {
  /** Index of the node in the plan. */
  readonly node: number;
  readonly item: string;
  readonly businessKey?: string;
  readonly group?: string;
  /** The idempotency key that was sent. */
  readonly key: string;
  readonly generation: number;
  /** SHA-256 of the request, hex, first 16 digits. */
  readonly requestHash: string;
  /** `detached`: a continuation run of its own goes on with the item. */
  readonly state: 'pending' | 'intended' | 'confirmed' | 'failed' | 'unknown' | 'detached';
  readonly attempts: number;
  /** ms; null before the first send. */
  readonly firstSentAt: number | null;
  readonly settledAt: number | null;
  /** When to try again or to stop waiting, ms; null when settled, and when only an event from outside can end the waiting. */
  readonly retryAt: number | null;
  /** What an unsettled item is held by. Default `retry`. */
  readonly hold?: Hold;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly seenBefore?: boolean;
  /** The person who said that it is done, at a replay. */
  readonly closed?: string;
  /** It was sent under this key and may have taken effect; false again once the other side has said that it did not. */
  readonly mayHaveHappened?: boolean;
  /** Its place in the batch that was sent under `key`, and how many the batch had. */
  readonly batch?: { readonly at: number; readonly of: number };
  readonly error?: Failure;
  /** Of a step that waits. */
  readonly wait?: Waiting;
  /** What a compensation made of a confirmed effect; `kept`: it belongs to a record that got through. */
  readonly undo?: 'done' | 'failed' | 'kept';
};

/** `retry`: its next attempt; `parked`: a breaker, pause or rate of its connection; `waiting`: a time, an event, a person, another flow. */
export type Hold = 'retry' | 'parked' | 'waiting';

/** A step as the run document keeps it. Times in ms since the run was created. */
export type StepProgress = NodeReport & { readonly startedAt: number };

/** An exception of the run. */
export type DeadEntry = DeadItem & {
  readonly state: 'open' | 'replaying' | 'resolved' | 'dismissed';
  readonly attempts: number;
  /** The replay that took it up last. */
  readonly replay?: string;
  readonly dismissed?: { readonly by: string /** ms. */; readonly at: number; readonly reason: string };
};

/** What the run document says about how far the run is. */
export type Progress = {
  readonly stage: number;
  readonly steps: readonly StepProgress[];
  readonly ledger: readonly LedgerEntry[];
  readonly dead: readonly DeadEntry[];
  readonly runFailed?: Failure;
  /** Of a message that is worked on in chunks. */
  readonly chunks?: ChunkProgress;
};

export const noProgress: Progress = { stage: 0, steps: [], ledger: [], dead: [] };
