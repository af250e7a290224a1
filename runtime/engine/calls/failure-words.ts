import type { Admission } from '../../connections/flow/connection-flow.ts';
import type { TrafficState } from '../../connections/flow/traffic-state.ts';
import type { Failure } from '../../sandbox/region/protocol.ts';

/** Adds what it means that nothing more is tried, and what to do. */
export function givenUp(
  failure: Failure,
  given: { readonly isUnknown: boolean; readonly attempts: number; readonly target: string },
): Failure {
  const { isUnknown, attempts, target } = given;
  const tries = attempts === 1 ? 'once' : `${attempts} times`;
  const meaning = isUnknown
    ? `Tried ${tries}; whether it took effect is not known. It waits as an exception: look it up in ${target} before you enter it there by hand. A replay sends the same key, so it cannot happen twice where keys are honoured.`
    : `Tried ${tries}; it did not take effect and waits as an exception. Replay it when ${target} answers again.`;
  return { ...failure, message: `${failure.message} ${meaning}` };
}

/** Why an item is held back though nothing was sent for it. */
export function parkedBecause(
  by: Extract<Admission, { isAdmitted: false }>['by'],
  target: string,
  { by: person, why, until }: Pick<TrafficState, 'by' | 'why' | 'until'>,
): Failure {
  const goesOn = 'Nothing was sent for this item, and it counts as no attempt.';
  switch (by) {
    case 'pause':
      return {
        code: 'CONNECTION_PAUSED',
        message: `${target} was paused by ${person ?? 'a person'}${why ? ` (${why})` : ''}. ${goesOn} It goes on when the connection is resumed.`,
      };
    case 'maintenance':
      return {
        code: 'CONNECTION_IN_MAINTENANCE',
        message: `${target} is in maintenance${why ? ` (${why})` : ''}${until === null ? '' : ` until ${new Date(until).toISOString()}`}. ${goesOn} It goes on by itself when that is over.`,
      };
    case 'breaker':
      return {
        code: 'CONNECTION_OPEN',
        message: `${target} did not work lately${why ? `: ${why.replace(/ Nothing was sent\.$/, '')}` : '.'} ${goesOn} It goes on by itself, a few calls at first, when ${target} answers again.`,
      };
    case 'hold':
      return { code: 'CONNECTION_HELD', message: `${target} asked to be left alone for a while. ${goesOn} It goes on by itself.` };
    case 'rate':
      return {
        code: 'RATE_LIMITED',
        message: `More calls wait for ${target} than its rate allows. ${goesOn} It goes on by itself in its turn.`,
      };
    case 'budget':
      return {
        code: 'RETRY_BUDGET_SPENT',
        message: `Too many calls to ${target} are being repeated already, so this one waits. It goes on by itself.`,
      };
  }
}

/** A call that is in doubt and that nobody but a person can decide. */
export function personDecides(target: string): Failure {
  return {
    code: 'OUTCOME_UNKNOWN',
    message: `It is not known whether an earlier call to ${target} took effect, and ${target} can no longer tell a repeat from a new one. It was not sent again and waits as an exception: look it up in ${target}. Replay it when it is not there, dismiss it when it is.`,
  };
}
