import type { PromotionState } from './promotion.ts';

/** What can happen to a promotion. `fall`: approvals do not count any more; `settle`: those that are needed are there. */
export const promotionActs = [
  'comment',
  'check',
  'change',
  'approve',
  'settle',
  'fall',
  'schedule',
  'unschedule',
  'reject',
  'withdraw',
  'expire',
  'begin',
  'finish',
  'fail',
  'begin back',
  'finish back',
  'fail back',
] as const;
export type PromotionAct = (typeof promotionActs)[number];

const waiting: readonly PromotionState[] = ['open', 'approved', 'scheduled', 'failed'];

/** From which states an act is possible, and where it leads; `same` stays. */
const table: Readonly<Record<PromotionAct, { readonly from: readonly PromotionState[]; readonly to: PromotionState | 'same' }>> = {
  comment: {
    from: ['open', 'approved', 'scheduled', 'failed', 'deploying', 'deployed', 'rejected', 'withdrawn', 'expired', 'rolled-back'],
    to: 'same',
  },
  check: { from: waiting, to: 'same' },
  change: { from: waiting, to: 'open' },
  approve: { from: waiting, to: 'same' },
  settle: { from: ['open'], to: 'approved' },
  fall: { from: ['approved', 'scheduled', 'failed'], to: 'open' },
  schedule: { from: ['approved', 'scheduled', 'failed'], to: 'scheduled' },
  unschedule: { from: ['scheduled'], to: 'approved' },
  reject: { from: waiting, to: 'rejected' },
  withdraw: { from: waiting, to: 'withdrawn' },
  expire: { from: waiting, to: 'expired' },
  begin: { from: ['approved', 'scheduled', 'failed'], to: 'deploying' },
  finish: { from: ['deploying'], to: 'deployed' },
  fail: { from: ['deploying', 'scheduled', 'approved'], to: 'failed' },
  'begin back': { from: ['deployed'], to: 'deploying' },
  'finish back': { from: ['deploying'], to: 'rolled-back' },
  'fail back': { from: ['deploying'], to: 'deployed' },
};

/** The state that follows; null: the act is not possible in this one. */
export function nextState(state: PromotionState, act: PromotionAct): PromotionState | null {
  const { from, to } = table[act];
  if (!from.includes(state)) return null;
  return to === 'same' ? state : to;
}

/** Whether somebody still has to do something about it, or it goes on by itself. */
export function isOpen(state: PromotionState): boolean {
  return waiting.includes(state) || state === 'deploying';
}

/** Why an act is not possible, and what is. */
export function refusalWords(id: string, state: PromotionState, doing: string): string {
  const ways: Readonly<Record<PromotionState, string>> = {
    open: 'it waits for approvals; deploy it once they are there',
    approved: 'it is approved and can be deployed or withdrawn',
    scheduled: 'it is scheduled; take it off the schedule or withdraw it',
    deploying: 'it is being deployed this moment; look again in a few seconds',
    deployed: 'it is deployed; roll it back, or make a new promotion',
    rejected: 'it was rejected; make a new promotion',
    withdrawn: 'it was withdrawn; make a new promotion',
    expired: 'nobody deployed it in time; make a new promotion',
    failed: 'its deployment failed and changed nothing; deploy it again or withdraw it',
    'rolled-back': 'it was rolled back; make a new promotion',
  };
  return `${id} cannot be ${doing}: ${ways[state]}.`;
}
