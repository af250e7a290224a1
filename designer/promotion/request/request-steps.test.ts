import { expect, test } from 'vitest';
import type { Promotion } from '../../server/shapes.ts';
import type { Gate, GateState } from '../shapes.ts';
import { byTurn, isMyTurn, nextAct, shownGates, stillNeeded, stoppedBy } from './request-steps.ts';

const gate = (state: GateState, canOverride = false): Gate => ({
  id: `${state}-${canOverride}`,
  title: state,
  state,
  canOverride,
  overridden: null,
  fact: '',
  remedy: null,
  details: [],
});
const admin = { deploy: true, override: true };
const nobody = { deploy: false, override: false };
const none = { overrides: {}, mayOverride: true };
const yes = { may: true, why: null };
const no = { may: false, why: 'You asked for it yourself.' };
const approval = (by: string, counts = true) => ({
  by,
  at: '2026-11-20T13:12:00Z',
  verdict: 'approved' as const,
  note: '',
  counts,
  why: null,
});

function request(more: Partial<Promotion>): Promotion {
  const policy = { approvals: 2 } as Promotion['policy'];
  return {
    id: 'PR-1',
    state: 'open',
    policy,
    approvals: [],
    gates: [gate('pass')],
    mayApprove: no,
    mayDeploy: no,
    createdAt: '2026-11-20T12:00:00Z',
    ...more,
  } as unknown as Promotion;
}

test('an approval for other content does not count', () => {
  expect(stillNeeded(request({ approvals: [approval('Reyes', false), approval('Lind')] }))).toBe(1);
});

test('the last approver approves and deploys in one act, earlier ones only approve', () => {
  expect(nextAct(request({ mayApprove: yes }), admin)).toBe('approve');
  expect(nextAct(request({ mayApprove: yes, approvals: [approval('Reyes')] }), admin)).toBe('approve-and-deploy');
  expect(nextAct(request({ mayApprove: yes, approvals: [approval('Reyes')] }), nobody)).toBe('approve');
});

test('with a red gate one can approve, but not deploy', () => {
  expect(nextAct(request({ mayApprove: yes, approvals: [approval('Reyes')], gates: [gate('fail')] }), admin)).toBe('approve');
});

test('who may only deploy deploys, and others do nothing', () => {
  expect(nextAct(request({ state: 'approved', mayDeploy: yes }), admin)).toBe('deploy');
  expect(nextAct(request({}), admin)).toBeNull();
  expect(nextAct(request({ state: 'deployed', mayDeploy: yes }), admin)).toBeNull();
});

test('where nobody has to approve there is nothing to approve: it is deployed, or waits for its gate', () => {
  const policy = { approvals: 0 } as Promotion['policy'];
  const open = request({ policy, mayApprove: yes, mayDeploy: yes });
  expect(nextAct(open, admin)).toBe('deploy');
  expect(isMyTurn(open)).toBe(true);
  const red = request({ policy, mayApprove: yes, mayDeploy: yes, gates: [gate('fail')] });
  expect(nextAct(red, admin)).toBe('deploy');
  expect(stoppedBy('deploy', red.gates, none)).toBe('red');
  expect(isMyTurn(red)).toBe(false);
});

test('a gate that can be passed asks for a reason, a red one stops, a running one is waited for', () => {
  expect(stoppedBy('deploy', [gate('pass'), gate('warn')], none)).toBeNull();
  expect(stoppedBy('deploy', [gate('warn', true)], none)).toBe('reasons');
  expect(
    stoppedBy('deploy', [gate('warn', true)], { overrides: { 'warn-true': 'agreed with the order desk' }, mayOverride: true }),
  ).toBeNull();
  expect(stoppedBy('deploy', [gate('fail')], none)).toBe('red');
  expect(stoppedBy('deploy', [gate('fail'), gate('running')], none)).toBe('running');
  expect(stoppedBy('approve', [gate('fail')], none)).toBeNull();
});

test('who cannot pass an amber gate only approves, and is told whom to ask', () => {
  const approver = { deploy: true, override: false };
  expect(nextAct(request({ mayApprove: yes, approvals: [approval('Reyes')], gates: [gate('warn', true)] }), approver)).toBe('approve');
  expect(stoppedBy('deploy', [gate('warn', true)], { overrides: {}, mayOverride: false })).toBe('admin');
});

test('what needs somebody stands first, and approvals have a place of their own', () => {
  const approvals = { ...gate('not-run'), id: 'approvals' };
  const shown = shownGates([gate('pass'), approvals, gate('warn', true), gate('fail')]);
  expect(shown.map((each) => each.state)).toEqual(['fail', 'warn', 'pass']);
  expect(stoppedBy('deploy', [gate('pass'), approvals], none)).toBeNull();
  expect(stoppedBy('deploy', [gate('not-run')], none)).toBe('not-run');
});

test('what waits for who looks stands first', () => {
  const mine = request({ id: 'PR-1', mayApprove: yes });
  const other = request({ id: 'PR-2', createdAt: '2026-11-21T12:00:00Z' });
  expect(byTurn([other, mine])).toEqual({ mine: [mine], others: [other] });
});
