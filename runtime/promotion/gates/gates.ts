import { approvalsGate } from './approvals.ts';
import type { GateCheck } from './gate.ts';

/** Those that answer at once, in the order in which they are shown. */
export const quickGates: readonly GateCheck[] = [approvalsGate];
