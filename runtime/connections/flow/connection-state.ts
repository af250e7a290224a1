import type { CollectionSchema } from '../../store/store.ts';

/**
 * What all processes know together about the traffic to one connection. One document per connection, changed only by compare-and-set on its revision; there is
 * none for a connection that has no rate limit and never was in trouble. Times in ms.
 */
export type ConnectionState = {
  /** `env/name` of the connection. */
  readonly id: string;
  readonly revision: number;
  /** 1: something holds its calls back or did so lately; null: at rest. The other processes look at the former only. */
  readonly active: number | null;
  /** Up to here the rate's tokens are given out (the theoretical arrival time of the GCRA). */
  readonly givenUntil: number;
  /** The rate they were given out by; another one begins anew. */
  readonly rate: string | null;
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly breakerSince: number;
  /** Open: when the first call may try again. */
  readonly openUntil: number;
  /** Half open: the calls of this wave that may try, were sent, went well; and when one was let through last. */
  readonly probes: number;
  readonly probesSent: number;
  readonly probesPassed: number;
  readonly probedAt: number;
  /** The failure that opened it. */
  readonly breakerWhy: string | null;
  /** Its system asked everybody to wait until then. */
  readonly heldUntil: number;
  readonly heldWhy: string | null;
  /** A person stopped it then; null: nobody did. */
  readonly pausedAt: number | null;
  /** null: until a person resumes it. */
  readonly pausedUntil: number | null;
  readonly pausedBy: string | null;
  readonly pausedWhy: string | null;
};

export const connectionStates: CollectionSchema<ConnectionState> = {
  name: 'connectionStates',
  fields: {
    revision: 'number',
    active: 'number',
    givenUntil: 'number',
    rate: 'text',
    breaker: 'text',
    breakerSince: 'number',
    openUntil: 'number',
    probes: 'number',
    probesSent: 'number',
    probesPassed: 'number',
    probedAt: 'number',
    breakerWhy: 'text',
    heldUntil: 'number',
    heldWhy: 'text',
    pausedAt: 'number',
    pausedUntil: 'number',
    pausedBy: 'text',
    pausedWhy: 'text',
  },
  indexes: [{ fields: ['active'], where: 'present' }],
};

export function stateAtRest(id: string): ConnectionState {
  return {
    id,
    revision: 0,
    active: null,
    givenUntil: 0,
    rate: null,
    breaker: 'closed',
    breakerSince: 0,
    openUntil: 0,
    probes: 0,
    probesSent: 0,
    probesPassed: 0,
    probedAt: 0,
    breakerWhy: null,
    heldUntil: 0,
    heldWhy: null,
    pausedAt: null,
    pausedUntil: null,
    pausedBy: null,
    pausedWhy: null,
  };
}

export type Blocked = {
  readonly by: 'pause' | 'maintenance' | 'hold' | 'breaker';
  /** ms; null: until a person resumes it. */
  readonly until: number | null;
};

/** What holds all calls back now; undefined: nothing does, or a breaker whose time is over lets some try. The strongest comes first. */
export function blockedBy(state: ConnectionState, now: number): Blocked | undefined {
  if (isPaused(state, now)) return { by: 'pause', until: state.pausedUntil };
  if (state.breaker === 'open' && state.openUntil > now) return { by: 'breaker', until: state.openUntil };
  if (state.heldUntil > now) return { by: 'hold', until: state.heldUntil };
  return undefined;
}

/** Whether a person holds it. */
export function isPaused({ pausedAt, pausedUntil }: ConnectionState, now: number): boolean {
  return pausedAt !== null && (pausedUntil === null || pausedUntil > now);
}

/** With `active` as the rest of it says. */
export function marked(state: ConnectionState, now: number): ConnectionState {
  const isActive = state.breaker !== 'closed' || state.heldUntil > now || isPaused(state, now);
  return { ...state, active: isActive ? 1 : null };
}
