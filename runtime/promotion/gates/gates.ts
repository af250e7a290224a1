import { approvalsGate } from './approvals.ts';
import { blackoutGate } from './blackout.ts';
import { connectionsGate } from './connections.ts';
import { contractsGate } from './contracts.ts';
import { directionGate } from './direction.ts';
import { documentCheckGate } from './document-check.ts';
import { evidenceGate } from './evidence.ts';
import type { GateCheck } from './gate.ts';
import { intakePathGate } from './intake-path.ts';
import { lookupsGate } from './lookups.ts';
import { newerVersionsGate } from './newer-versions.ts';
import { shadowGate } from './shadow.ts';
import { subFlowsGate } from './steps-and-sub-flows.ts';
import { testCasesGate } from './test-cases.ts';
import { variablesGate } from './variables.ts';
import { workingHoursGate } from './working-hours.ts';

/** All of them, in the order in which they are shown. */
export const gates: readonly GateCheck[] = [
  documentCheckGate,
  testCasesGate,
  connectionsGate,
  variablesGate,
  lookupsGate,
  contractsGate,
  subFlowsGate,
  intakePathGate,
  evidenceGate,
  shadowGate,
  directionGate,
  newerVersionsGate,
  blackoutGate,
  workingHoursGate,
  approvalsGate,
];
