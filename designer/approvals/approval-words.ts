import type { StatusLook } from '../kit/status.ts';
import type { Approval } from '../server/shapes.ts';

export const approvalLooks: Record<Approval['state'], StatusLook> = {
  open: { word: 'Open', icon: 'hourglass-empty', family: 'wait' },
  approved: { word: 'Approved', icon: 'circle-check', family: 'good' },
  rejected: { word: 'Rejected', icon: 'circle-x', family: 'bad' },
  'timed out': { word: 'Timed out', icon: 'clock', family: 'warn' },
  closed: { word: 'Withdrawn', icon: 'ban', family: 'idle' },
};
