import { missingApprovals } from '../approvals.ts';
import { type Finding, type GateCheck, type GateSubject, looksAtNothing, passes } from './gate.ts';

export const approvalsGate: GateCheck = { id: 'approvals', title: 'Approvals', check: approvalsFinding };

/** How many there are, and why those that do not count do not. */
export function approvalsFinding({ approvals, policy, to }: Pick<GateSubject, 'approvals' | 'policy' | 'to'>): Finding {
  if (policy.approvals === 0) return looksAtNothing('none needed');
  const missing = missingApprovals(approvals, policy);
  const count = `${policy.approvals - missing} of ${policy.approvals}`;
  if (missing === 0) return passes(count);
  const fallen = approvals.filter(({ verdict, counts, why }) => verdict === 'approved' && !counts && why !== null);
  const overtaken = fallen.findLast((approval) => approval.overtaken !== null);
  const who = policy.role === 'admin' ? 'an admin' : 'an approver';
  const asked = missing === 1 ? `${who} of ${to}` : `${missing} people who may approve in ${to}`;
  const others = policy.notAuthor ? ', other than the author,' : '';
  return {
    state: 'not-run',
    fact: overtaken ? `${count}; ${to} has changed since ${overtaken.by} approved (${overtaken.overtaken})` : count,
    remedy: overtaken
      ? `Look at what it changes now, and ask ${asked}${others} to approve it again.`
      : `Ask ${asked}${others} to approve it.`,
    canOverride: false,
    details: fallen.map(({ by, why }) => ({ text: `${by}: ${why}` })),
  };
}
