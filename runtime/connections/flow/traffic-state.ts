import type { Falling } from '../maintenance-window.ts';
import { blockedBy, type ConnectionState } from './connection-state.ts';

/** What people see of a connection's traffic. `closed` is the normal case: calls go through. Times in ms. */
export type TrafficState = {
  /** `held`: its system asked to wait. `maintenance`: a window of its policy is on, `why` its title. `half-open`: the breaker lets a few calls try. */
  readonly state: 'closed' | 'open' | 'half-open' | 'held' | 'paused' | 'maintenance';
  readonly since: number | null;
  /** null: not known, or until a person resumes it. */
  readonly until: number | null;
  readonly by: string | null;
  readonly why: string | null;
};

const flowing: TrafficState = { state: 'closed', since: null, until: null, by: null, why: null };

export function trafficState(state: ConnectionState, now: number, maintenance: Falling | null = null): TrafficState {
  const block = blockedBy(state, now);
  if (block?.by === 'pause')
    return { state: 'paused', since: state.pausedAt, until: state.pausedUntil, by: state.pausedBy, why: state.pausedWhy };
  if (maintenance) return { state: 'maintenance', since: maintenance.from, until: maintenance.to, by: null, why: maintenance.title };
  if (state.breaker !== 'closed') {
    const isOpen = block?.by === 'breaker';
    return {
      state: isOpen ? 'open' : 'half-open',
      since: state.breakerSince,
      until: isOpen ? state.openUntil : null,
      by: null,
      why: state.breakerWhy,
    };
  }
  if (block?.by === 'hold') return { state: 'held', since: null, until: state.heldUntil, by: null, why: state.heldWhy };
  return flowing;
}
