import type { WaitOutcome, WaitRequest } from '@crossdock/nodes/contract/wait';
import type { Failure, PendingCall } from '../../sandbox/region/protocol.ts';
import { effectKey } from '../calls/effect-key.ts';
import type { CallResult } from '../calls/settle-calls.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { Waiting } from './waiting.ts';

/** The request of this kind. */
export type RequestFor<F extends WaitRequest['for']> = Extract<WaitRequest, { readonly for: F }>;

/** One item that asks for something outside, and what is known of it. */
export type Asking<R extends WaitRequest = WaitRequest> = {
  readonly run: ActiveRun;
  readonly pending: PendingCall;
  readonly request: R;
  /** JSON text of the message or event. */
  readonly body: string | undefined;
  readonly before: LedgerEntry | undefined;
  readonly nodeId: string;
  /** The same at every retry, resume and replay. */
  readonly key: string;
  readonly now: number;
};

export function askingOf(given: Omit<Asking, 'key'>): Asking {
  const { run, pending, before, nodeId } = given;
  const key = before?.key ?? effectKey({ lineage: run.lineage, node: nodeId, item: pending.item, generation: before?.generation ?? 0 });
  return { ...given, key };
}

/** What is known since the item was asked about first; undefined after a replay, which asks anew. */
export function waitedBefore({ before }: Asking): LedgerEntry | undefined {
  return before?.hold === 'waiting' ? before : undefined;
}

/** When the wait ends at the latest, ms: decided when it began. */
export function endOf(asking: Asking, timeoutSeconds: number | null): number | null {
  const before = waitedBefore(asking);
  if (before) return before.retryAt;
  return timeoutSeconds === null ? null : asking.now + timeoutSeconds * 1000;
}

/** The run lies in the store until `until`, or until it is woken. */
export function goesOn(asking: Asking, until: number | null, waiting: Omit<Waiting, 'for' | 'since'>): CallResult {
  const wait: Waiting = { for: asking.request.for, since: asking.before?.wait?.since ?? asking.now, ...waiting };
  const entry = {
    ...base(asking),
    state: 'pending' as const,
    attempts: 0,
    firstSentAt: null,
    settledAt: null,
    retryAt: until,
    hold: 'waiting' as const,
    wait,
  };
  return { entry, answer: undefined, exchange: undefined };
}

/** @param outcome as JSON text where bodies of others are part of it, which nobody parses here */
export function ended(asking: Asking, outcome: WaitOutcome | string, waiting: Omit<Waiting, 'for' | 'since'> = {}): CallResult {
  const wait: Waiting = { for: asking.request.for, since: asking.before?.wait?.since ?? asking.now, ...waiting };
  return {
    entry: {
      ...base(asking),
      state: 'confirmed',
      attempts: 1,
      firstSentAt: wait.since,
      settledAt: asking.now,
      retryAt: null,
      status: 200,
      wait,
    },
    answer: typeof outcome === 'string' ? outcome : JSON.stringify(outcome),
    exchange: undefined,
  };
}

export function failed(asking: Pick<Asking, 'pending' | 'key' | 'before' | 'now'>, error: Failure, wait?: Waiting): CallResult {
  const entry: LedgerEntry = {
    ...base(asking),
    state: 'failed',
    attempts: 1,
    firstSentAt: null,
    settledAt: asking.now,
    retryAt: null,
    error,
    ...(wait && { wait }),
  };
  return { entry, answer: undefined, exchange: undefined };
}

function base({ pending, key, before }: Pick<Asking, 'pending' | 'key' | 'before'>) {
  return {
    node: pending.node,
    item: pending.item,
    ...(pending.key !== undefined && { businessKey: pending.key }),
    ...(pending.group !== undefined && { group: pending.group }),
    key,
    generation: before?.generation ?? 0,
    requestHash: '',
  };
}
