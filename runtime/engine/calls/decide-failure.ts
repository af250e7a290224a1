import type { RetryPolicy } from '@crossdock/flows/document/flow';
import type { Idempotency } from '@crossdock/nodes/contract/define-node';

/** How a call ended that did not succeed. */
export type CallFailure =
  /** Trying again will not mend it; it certainly had no effect. */
  | { readonly kind: 'permanent' }
  /** It certainly had no effect, and may pass. */
  | { readonly kind: 'transient'; readonly after: number | undefined }
  /** It may or may not have taken effect. */
  | { readonly kind: 'unknown' };

export type Decision =
  | { readonly do: 'retry'; readonly at: number }
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
  readonly firstSentAt: number;
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
}): Decision {
  const { failure } = given;
  switch (failure.kind) {
    case 'permanent':
      return { do: 'give up', outcome: 'failed' };
    case 'transient':
      return given.attempts >= given.policy.attempts
        ? { do: 'give up', outcome: 'failed' }
        : { do: 'retry', at: given.now + Math.max(failure.after ?? 0, backoff(given)) };
    case 'unknown':
      return given.attempts >= given.policy.attempts || !mayRepeat(given)
        ? { do: 'give up', outcome: given.idempotency === 'read' ? 'failed' : 'unknown' }
        : { do: 'retry', at: given.now + backoff(given) };
    default:
      return assertNever(failure);
  }
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

function mayRepeat({
  idempotency,
  firstSentAt,
  now,
}: {
  readonly idempotency: Idempotency | 'read';
  readonly firstSentAt: number;
  readonly now: number;
}): boolean {
  if (idempotency === 'read') return true;
  if (idempotency === 'none') return false;
  if ('lookUp' in idempotency) return true;
  return now - firstSentAt < idempotency.key.lifetimeHours * 3_600_000;
}

export function assertNever(value: never): never {
  throw new Error(`not decided: ${JSON.stringify(value)}`);
}
