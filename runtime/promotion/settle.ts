import type { PromotionState } from './promotion.ts';
import { nextState, type PromotionAct } from './states.ts';

/** Later than this what was scheduled does not happen by itself any more, ms. */
export const latestAfter = 3_600_000;

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
  // Nobody expects it any more once its time is long past: then somebody deploys it.
  return scheduledFor === null || now - scheduledFor > latestAfter ? ['settle'] : ['settle', 'schedule'];
}
