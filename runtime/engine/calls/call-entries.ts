import type { EffectAnswer } from '@crossdock/nodes/contract/define-node';
import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { Failure } from '../../sandbox/region/protocol.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { CallFailure } from './decide-failure.ts';
import type { EntryBase } from './due-call.ts';
import { shownHeaders } from './exchange.ts';
import type { Sent } from './open-targets.ts';

/** The other side has answered, and what it did stands. */
export function confirmed(
  base: EntryBase,
  answer: EffectAnswer,
  { attempts, firstSentAt, now }: { readonly attempts: number; readonly firstSentAt: number; readonly now: number },
): LedgerEntry {
  return {
    ...base,
    state: 'confirmed',
    attempts,
    firstSentAt,
    settledAt: now,
    retryAt: null,
    status: answer.status,
    headers: shownHeaders(answer.headers),
    ...(answer.seenBefore && { seenBefore: true }),
  };
}

/** Nothing was sent, and nothing will be: a person has to look. What was in doubt before stays so. */
export function settledUnsent(
  base: EntryBase,
  before: LedgerEntry | undefined,
  { error, isInDoubt, now }: { readonly error: Failure; readonly isInDoubt: boolean; readonly now: number },
): LedgerEntry {
  return {
    ...base,
    state: isInDoubt ? 'unknown' : 'failed',
    attempts: before?.attempts ?? 0,
    firstSentAt: before && before.attempts > 0 ? before.firstSentAt : isInDoubt ? (before?.firstSentAt ?? null) : null,
    settledAt: now,
    retryAt: null,
    ...(isInDoubt && { mayHaveHappened: true }),
    error,
  };
}

/** Nothing was sent: the item stands where it stood, until later, and no attempt is counted. */
export function heldBack(
  base: EntryBase,
  before: LedgerEntry | undefined,
  held: {
    readonly hold: 'retry' | 'parked';
    readonly until: number;
    readonly error: Failure;
    readonly isInDoubt: boolean;
  },
): LedgerEntry {
  const { hold, until, error, isInDoubt } = held;
  return {
    ...base,
    state: isInDoubt ? 'unknown' : 'pending',
    attempts: before?.attempts ?? 0,
    // An intent that was not followed was never sent.
    firstSentAt: before && (before.attempts > 0 || isInDoubt) ? before.firstSentAt : null,
    settledAt: null,
    retryAt: until,
    hold,
    ...(isInDoubt && { mayHaveHappened: true }),
    error,
  };
}

export function kindOf(thrown: unknown): CallFailure {
  if (thrown instanceof RetryLater) return { kind: 'transient', after: thrown.after };
  if (thrown instanceof OutcomeUnknown) return { kind: 'unknown' };
  return { kind: 'permanent' };
}

/** Whether the call, or one before it, may have taken effect. A refusal answers for those before it: they had the same key. */
export function mayHaveTakenEffect({ kind }: CallFailure, { last }: Sent, wasInDoubt: boolean): boolean {
  if (kind === 'unknown') return true;
  if (kind === 'permanent') return last === undefined && wasInDoubt;
  const isServerError = last !== undefined && last.status >= 500 && last.status !== 503;
  return isServerError || wasInDoubt;
}

export function noConnection(connection: string, env: string): Failure {
  const { code, message } = new NodeError(
    'NO_CONNECTION',
    `There is no connection "${connection}" in ${env}. Nothing was sent. Create it under Connections, or choose another in the step's settings, and replay.`,
  );
  return { code, message };
}
