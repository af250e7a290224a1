import type { Idempotency } from '@crossdock/nodes/contract/define-node';
import type { LedgerEntry } from '../run/progress.ts';
import { isKeyKnown } from './decide-failure.ts';

/** Whether an earlier call may have taken effect without our knowing. An intent that this process has just written is none: nothing was sent since. */
export function isInDoubt(before: LedgerEntry | undefined, isFresh: boolean): boolean {
  if (!before || before.firstSentAt === null) return false;
  if (before.state === 'intended') return !isFresh;
  return before.state === 'unknown' || before.mayHaveHappened === true;
}

/**
 * What may be done with an item whose call is due. Pure. In doubt it is sent again only with a key that the other side still knows; a person who decides to
 * repeat it takes the doubt away.
 */
export function decideSend(given: {
  readonly before: LedgerEntry | undefined;
  readonly isFresh: boolean;
  readonly idempotency: Idempotency | 'read';
  readonly canLookUp: boolean;
  readonly now: number;
}): 'send' | 'look up' | 'ask a person' {
  const { before, idempotency, now } = given;
  if (idempotency === 'read' || !before || !isInDoubt(before, given.isFresh)) return 'send';
  if (isKeyKnown({ idempotency, firstSentAt: before.firstSentAt ?? now, now })) return 'send';
  return given.canLookUp ? 'look up' : 'ask a person';
}

/** The generation of an item's effect key: raised when the request has changed and everything sent before certainly had no effect. */
export function generationOf(before: LedgerEntry | undefined, requestHash: string): number {
  if (!before) return 0;
  const isSpent = before.firstSentAt !== null && before.requestHash !== requestHash && !isInDoubt(before, false);
  return isSpent && before.state !== 'confirmed' ? before.generation + 1 : before.generation;
}
