import type { StatusLook } from '../kit/status.ts';
import { promotionTexts as texts } from '../texts/promotion.ts';
import { isMyTurn, redGates } from './request/request-steps.ts';
import type { CellState, GateState, PromotionState } from './shapes.ts';

export const cellLooks: Record<CellState | 'draft', StatusLook> = {
  live: { word: texts.cell.live, icon: 'circle-dot', family: 'good' },
  paused: { word: texts.cell.paused, icon: 'player-pause', family: 'wait' },
  scheduled: { word: texts.cell.scheduled, icon: 'calendar-time', family: 'info' },
  approval: { word: texts.cell.approval, icon: 'user-check', family: 'wait' },
  rollout: { word: texts.cell.rollout, icon: 'arrows-split', family: 'info' },
  drifted: { word: texts.cell.drifted, icon: 'alert-triangle', family: 'warn' },
  blocked: { word: texts.cell.blocked, icon: 'circle-x', family: 'bad' },
  draft: { word: texts.cell.draft, icon: 'pencil', family: 'idle' },
};

export const promotionLooks: Record<PromotionState, StatusLook> = {
  open: { word: texts.state.open, icon: 'hourglass-empty', family: 'wait' },
  approved: { word: texts.state.approved, icon: 'circle-check', family: 'good' },
  scheduled: { word: texts.state.scheduled, icon: 'calendar-time', family: 'info' },
  deploying: { word: texts.state.deploying, icon: 'loader-2', family: 'info' },
  deployed: { word: texts.state.deployed, icon: 'circle-dot', family: 'good' },
  rejected: { word: texts.state.rejected, icon: 'circle-x', family: 'bad' },
  withdrawn: { word: texts.state.withdrawn, icon: 'ban', family: 'idle' },
  expired: { word: texts.state.expired, icon: 'clock', family: 'idle' },
  failed: { word: texts.state.failed, icon: 'circle-x', family: 'bad' },
  'rolled-back': { word: texts.state.rolledBack, icon: 'arrow-back-up', family: 'wait' },
};

/** What a request waits for, in a word: who looks, a red gate, or others. */
export function turnLook(request: Parameters<typeof isMyTurn>[0]): StatusLook {
  if (isMyTurn(request)) return yourTurn;
  const red = redGates(request.gates);
  const isWaiting = request.state === 'open' || request.state === 'approved';
  return isWaiting && red > 0 ? { word: texts.gatesFail(red), icon: 'circle-x', family: 'bad' } : promotionLooks[request.state];
}

const yourTurn: StatusLook = { word: texts.waitsForYou, icon: 'user-check', family: 'wait' };

export const gateLooks: Record<GateState, StatusLook> = {
  pass: { word: texts.gate.pass, icon: 'circle-check', family: 'good' },
  warn: { word: texts.gate.warn, icon: 'alert-triangle', family: 'warn' },
  fail: { word: texts.gate.fail, icon: 'circle-x', family: 'bad' },
  running: { word: texts.gate.running, icon: 'loader-2', family: 'info' },
  'not-run': { word: texts.gate.notRun, icon: 'circle-dashed', family: 'idle' },
};
