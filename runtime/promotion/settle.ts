import type { PromotionState } from './promotion.ts';
import { nextState, type PromotionAct } from './states.ts';

export type Standing = {
  readonly state: PromotionState;
  readonly expiresAt: number;
  readonly scheduledFor: number | null;
  /** Approvals still needed. */
  readonly missing: number;
  readonly now: number;
};

/** What follows by itself from how things stand, act after act; empty: nothing. */
export function settle({ state, expiresAt, scheduledFor, missing, now }: Standing): readonly PromotionAct[] {
  const can = (act: PromotionAct) => nextState(state, act) !== null;
  if (now >= expiresAt && can('expire')) return ['expire'];
  if (missing > 0) return state !== 'open' && can('fall') ? ['fall'] : [];
  if (!can('settle')) return [];
  return scheduledFor === null ? ['settle'] : ['settle', 'schedule'];
}
