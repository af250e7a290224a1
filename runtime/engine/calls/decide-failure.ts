import type { RetryPolicy } from '@crossdock/flows/document/flow';
import type { Idempotency } from '@crossdock/nodes/contract/define-node';

/** How a call ended that did not succeed. */
export type CallFailure =
  /** Trying again will not mend it; it certainly had no effect. */
  | { readonly kind: 'permanent' }
  /** It may pass, and may be repeated. */
  | { readonly kind: 'transient'; readonly after: number | undefined }
  /** It may or may not have taken effect. */
  | { readonly kind: 'unknown' };

export type Decision =
  | { readonly do: 'retry'; readonly at: number }
  /** The connection lets nobody through by the time of the next try. */
  | { readonly do: 'park'; readonly until: number }
  /** An exception for a person (or the error port, when it is wired). */
  | { readonly do: 'give up'; readonly outcome: 'failed' | 'unknown' };

/**
 * What follows a failed call. Pure: time and chance come in. A repeat after an unknown outcome needs a key that the other side still knows, a look-up, or a
 * node that only reads.
 */
export function decideFailure(given: {
  readonly failure: CallFailure;
  /** Calls made so far, this one included. */
  readonly attempts: number;
  readonly policy: RetryPolicy;
  readonly idempotency: Idempotency | 'read';
  /** Whether the node can ask the other side what became of a call. */
  readonly canLookUp: boolean;
  /** Whether this or an earlier call under the same key may have taken effect. */
  readonly mayHaveHappened: boolean;
  readonly firstSentAt: number;
  /** When the connection lets calls through again; null: it does now. */
  readonly blockedUntil: number | null;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
}): Decision {
  const { failure } = given;
  const isLast = given.attempts >= given.policy.attempts;
  const mayGoOn = failure.kind === 'transient' || (failure.kind === 'unknown' && mayRepeat(given));
  // While the connection lets nobody through it is the system that fails and not this item, so it parks however often it was tried.
  if (isLast && mayGoOn && given.blockedUntil !== null && given.blockedUntil > given.now) return { do: 'park', until: given.blockedUntil };
  switch (failure.kind) {
    case 'permanent':
      return { do: 'give up', outcome: given.mayHaveHappened ? 'unknown' : 'failed' };
    case 'transient':
      return isLast ? giveUp(given) : tryAt(given.now + Math.max(failure.after ?? 0, backoff(given)), given.blockedUntil);
    case 'unknown':
      return isLast || !mayRepeat(given) ? giveUp(given) : tryAt(given.now + backoff(given), given.blockedUntil);
    default:
      return assertNever(failure);
  }
}

function giveUp({ idempotency, mayHaveHappened }: { idempotency: Idempotency | 'read'; mayHaveHappened: boolean }): Decision {
  return { do: 'give up', outcome: idempotency !== 'read' && mayHaveHappened ? 'unknown' : 'failed' };
}

function tryAt(at: number, blockedUntil: number | null): Decision {
  return blockedUntil !== null && blockedUntil > at ? { do: 'park', until: blockedUntil } : { do: 'retry', at };
}

/** Exponential with full jitter on its upper half, so that a thousand failed calls do not come back at once. Milliseconds. */
function backoff({
  attempts,
  policy,
  random,
}: {
  readonly attempts: number;
  readonly policy: RetryPolicy;
  readonly random: number;
}): number {
  const whole = Math.min(policy.maxDelaySeconds, policy.firstDelaySeconds * policy.factor ** (attempts - 1)) * 1000;
  return whole / 2 + (whole / 2) * random;
}

function mayRepeat(given: {
  readonly idempotency: Idempotency | 'read';
  readonly canLookUp: boolean;
  readonly firstSentAt: number;
  readonly now: number;
}): boolean {
  return given.idempotency === 'read' || given.canLookUp || isKeyKnown(given);
}

/** Whether the other side still knows the key that was sent first at that time. */
export function isKeyKnown(given: {
  readonly idempotency: Idempotency | 'read';
  readonly firstSentAt: number;
  readonly now: number;
}): boolean {
  const { idempotency, firstSentAt, now } = given;
  return typeof idempotency === 'object' && 'key' in idempotency && now - firstSentAt < idempotency.key.lifetimeHours * 3_600_000;
}

export function assertNever(value: never): never {
  throw new Error(`not decided: ${JSON.stringify(value)}`);
}
