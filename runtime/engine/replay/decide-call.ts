import { decideSend, generationOf, isInDoubt } from '../calls/decide-send.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { RehearsedCall } from './rehearse.ts';

export const callActions = [
  'skipped, confirmed',
  'treated as done',
  'runs again',
  'waits again',
  'sent now',
  'sent with a new key',
  'sent again with the same key',
  'looked up first',
  'fails again',
  'asks first',
] as const;
/** What a replay does with one call. */
export type CallAction = (typeof callActions)[number];
export type DecidedCall = { readonly action: CallAction /** In words, where it is not plain. */; readonly why: string | null };

/**
 * What will be done with a call of a replay. Pure, and by the same rules as the caller that makes it: confirmed stays confirmed, what is in doubt is repeated only
 * under a key that is still known, and a new key is drawn only for another request after certainly no effect.
 */
export function decideCall(given: {
  readonly call: RehearsedCall;
  /** Where the new run's ledger stands. */
  readonly before: LedgerEntry | undefined;
  readonly planned: PlanNode;
  /** Items were corrected, so that another request is what somebody wants. */
  readonly isEdited: boolean;
  /** A person has agreed that what is confirmed stays as it was sent. */
  readonly isKept: boolean;
  /** Its batch, when it was sent in one, is here with all its items. */
  readonly isWhole: boolean;
  readonly now: number;
}): DecidedCall {
  const { call, before, planned } = given;
  if (before?.state === 'confirmed') return confirmed(given, before);
  if (!planned.call) return { action: 'waits again', why: null };
  if (planned.call.idempotency === 'read') return { action: 'runs again', why: null };
  if (call.error) return { action: 'fails again', why: call.error.message };
  const { connection } = planned.call;
  const idempotency = given.isWhole ? planned.call.idempotency : 'none';
  const canLookUp = planned.call.definition.lookUp !== undefined;
  const isOther = before !== undefined && before.firstSentAt !== null && before.requestHash !== call.requestHash;
  switch (decideSend({ before, isFresh: false, idempotency, canLookUp, now: given.now })) {
    case 'ask a person':
      return {
        action: 'asks first',
        why: `Nobody knows whether it took effect, and ${connection} cannot tell a repeat from a new one. Look it up there: repeat it if it is not there, treat it as done if it is.`,
      };
    case 'look up':
      return { action: 'looked up first', why: `${connection} is asked whether it is there; it is sent only if it is not.` };
    case 'send':
      if (!before || before.firstSentAt === null) return { action: 'sent now', why: null };
      if (isInDoubt(before, false))
        return isOther
          ? {
              action: 'asks first',
              why: `It was sent with another content, and nobody knows whether that took effect. Under the same key ${connection} would take the new content for the old one. Look it up there: repeat it if it is not there, treat it as done if it is.`,
            }
          : {
              action: 'sent again with the same key',
              why: `Nobody knows whether it took effect; under the same key it cannot happen twice.`,
            };
      return generationOf(before, call.requestHash) > before.generation
        ? { action: 'sent with a new key', why: 'It certainly had no effect, and its content is another one now.' }
        : { action: 'sent again with the same key', why: null };
  }
}

function confirmed({ call, planned, isEdited, isKept }: Parameters<typeof decideCall>[0], before: LedgerEntry): DecidedCall {
  if (before.closed !== undefined) return { action: 'treated as done', why: `${before.closed} said that it is done. It is not sent.` };
  const isOther = planned.definition.kind === 'effect' && before.requestHash !== call.requestHash;
  if (!isOther) return { action: 'skipped, confirmed', why: null };
  const what = `It was confirmed with another content${planned.call ? ` by ${planned.call.connection}` : ''} and is not sent again.`;
  if (!isEdited || isKept) return { action: 'skipped, confirmed', why: what };
  return {
    action: 'asks first',
    why: `${what} Treat it as done to go on with what was sent, and change it there by hand if it has to be changed.`,
  };
}
