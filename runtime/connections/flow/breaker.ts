import type { ConnectionPolicy } from '../connection-policy.ts';
import type { ConnectionState } from './connection-state.ts';

type BreakerPolicy = NonNullable<ConnectionPolicy['breaker']>;

/** Beyond this many calls that went well in a row the system counts as back. */
const lastWave = 16;

/** Whether so many failures of so many calls open it. A system that answers most calls is not shut out for those it fails. */
export function trips({ calls, failures }: { readonly calls: number; readonly failures: number }, policy: BreakerPolicy): boolean {
  return failures >= policy.failures && failures * 2 >= calls;
}

/** Nothing is sent any more, until the time is over. */
export function opened(state: ConnectionState, policy: BreakerPolicy, why: string, now: number): ConnectionState {
  if (state.breaker === 'open' && state.openUntil > now) return state;
  return {
    ...state,
    breaker: 'open',
    // Opened again by a call that tried: the outage began before.
    breakerSince: state.breaker === 'closed' ? now : state.breakerSince,
    openUntil: now + policy.openSeconds * 1000,
    probes: 0,
    probesSent: 0,
    probesPassed: 0,
    breakerWhy: why.slice(0, 500),
  };
}

export type Permit = { readonly isGranted: boolean; readonly state: ConnectionState };

/** Lets a call try when the wave has room: one first, then 2, 4, 8, 16. What was let through and never reported is let through again after `openSeconds`. */
export function permit(state: ConnectionState, policy: BreakerPolicy, now: number): Permit {
  if (state.breaker === 'closed') return { isGranted: true, state };
  if (state.breaker === 'open') {
    if (state.openUntil > now) return { isGranted: false, state };
    return { isGranted: true, state: { ...state, breaker: 'half-open', probes: 1, probesSent: 1, probesPassed: 0, probedAt: now } };
  }
  if (state.probesSent < state.probes) return { isGranted: true, state: { ...state, probesSent: state.probesSent + 1, probedAt: now } };
  if (now - state.probedAt < policy.openSeconds * 1000) return { isGranted: false, state };
  return { isGranted: true, state: { ...state, probesSent: state.probesPassed + 1, probedAt: now } };
}

/** A call that tried went well: the next wave is twice as wide, after the last one all may go. */
export function probePassed(state: ConnectionState, now: number): ConnectionState {
  if (state.breaker !== 'half-open') return state;
  const probesPassed = state.probesPassed + 1;
  if (probesPassed < state.probes) return { ...state, probesPassed };
  if (state.probes >= lastWave)
    return { ...state, breaker: 'closed', breakerSince: now, probes: 0, probesSent: 0, probesPassed: 0, breakerWhy: null };
  return { ...state, probes: state.probes * 2, probesSent: 0, probesPassed: 0, probedAt: now };
}
