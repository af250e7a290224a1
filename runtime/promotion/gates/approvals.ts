import { missingApprovals } from '../approvals.ts';
import { type GateCheck, looksAtNothing, passes } from './gate.ts';

export const approvalsGate: GateCheck = {
  id: 'approvals',
  title: 'Approvals',
  check({ approvals, policy, to }) {
    if (policy.approvals === 0) return looksAtNothing('none needed');
    const missing = missingApprovals(approvals, policy);
    const fact = `${policy.approvals - missing} of ${policy.approvals}`;
    if (missing === 0) return passes(fact);
    const who = policy.role === 'admin' ? 'an admin' : 'an approver';
    const asked = missing === 1 ? `${who} of ${to}` : `${missing} people who may approve in ${to}`;
    return {
      state: 'not-run',
      fact,
      remedy: `Ask ${asked}${policy.notAuthor ? ', other than the author,' : ''} to approve it.`,
      canOverride: false,
      details: [],
    };
  },
};
