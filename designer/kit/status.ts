import type { EffectOutcome, Exception, RunStatus, StepStatus } from '../server/shapes.ts';
import type { StatusFamily } from '../theme/tokens.ts';

/** How a state is drawn and said: one word, one icon, one family, everywhere. */
export type StatusLook = { word: string; icon: string; family: StatusFamily };

const shared = {
  queued: { word: 'Queued', icon: 'clock', family: 'idle' },
  running: { word: 'Running', icon: 'loader-2', family: 'info' },
  retrying: { word: 'Retrying', icon: 'refresh', family: 'warn' },
  parked: { word: 'Parked', icon: 'player-pause', family: 'wait' },
  waiting: { word: 'Waiting', icon: 'hourglass-empty', family: 'wait' },
  done: { word: 'Done', icon: 'circle-check', family: 'good' },
  failed: { word: 'Failed', icon: 'circle-x', family: 'bad' },
  cancelled: { word: 'Cancelled', icon: 'ban', family: 'idle' },
} as const satisfies Record<string, StatusLook>;

export const runLooks: Record<RunStatus, StatusLook> = {
  ...shared,
  partial: { word: 'Partial', icon: 'circle-half-2', family: 'warn' },
  superseded: { word: 'Superseded', icon: 'arrow-bounce', family: 'idle' },
};

export const stepLooks: Record<StepStatus, StatusLook> = {
  ...shared,
  pending: { word: 'Pending', icon: 'circle-dashed', family: 'idle' },
  skipped: { word: 'Skipped', icon: 'arrow-bounce', family: 'idle' },
};

export const effectLooks: Record<EffectOutcome, StatusLook> = {
  confirmed: { word: 'Confirmed', icon: 'circle-check', family: 'good' },
  sent: { word: 'Sent', icon: 'arrow-up-right', family: 'info' },
  unknown: { word: 'Unknown', icon: 'help-circle', family: 'warn' },
  'not sent': { word: 'Not sent', icon: 'circle-dashed', family: 'idle' },
  undone: { word: 'Undone', icon: 'arrow-back-up', family: 'wait' },
};

export const exceptionLooks: Record<Exception['state'], StatusLook> = {
  open: { word: 'Open', icon: 'alert-circle', family: 'bad' },
  replaying: { word: 'Replaying', icon: 'refresh', family: 'info' },
  resolved: { word: 'Resolved', icon: 'circle-check', family: 'good' },
  dismissed: { word: 'Dismissed', icon: 'ban', family: 'idle' },
};

export const severityLooks = {
  error: { word: 'Error', icon: 'circle-x', family: 'bad' },
  warning: { word: 'Warning', icon: 'alert-triangle', family: 'warn' },
  hint: { word: 'Hint', icon: 'bulb', family: 'idle' },
} as const satisfies Record<string, StatusLook>;

const moving: ReadonlySet<string> = new Set(['queued', 'running', 'retrying', 'parked', 'waiting', 'pending']);

/** Whether a run or step may still change by itself. */
export function isUnderWay(status: RunStatus | StepStatus): boolean {
  return moving.has(status);
}
