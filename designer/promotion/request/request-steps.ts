import type { Promotion, PromotionSummary } from '../../server/shapes.ts';
import type { GateHead } from '../shapes.ts';

/** Approvals that still count for what would be deployed now. */
export function approvalsOf({ approvals }: Pick<PromotionSummary, 'approvals'>): number {
  return approvals.filter((approval) => approval.verdict === 'approved' && approval.counts).length;
}

/** How many more people have to approve. */
export function stillNeeded(promotion: Pick<PromotionSummary, 'approvals' | 'policy'>): number {
  return Math.max(0, promotion.policy.approvals - approvalsOf(promotion));
}

/** Gates as they are shown: what needs somebody first. Approvals have a place of their own. */
export function shownGates<G extends GateHead>(gates: readonly G[]): readonly G[] {
  const rank = (gate: G) => {
    if (gate.overridden !== null) return 3;
    if (gate.state === 'fail') return 0;
    if (gate.state === 'warn') return gate.canOverride ? 1 : 2;
    return gate.state === 'pass' ? 4 : 2;
  };
  return gates.filter((gate) => gate.id !== 'approvals').toSorted((a, b) => rank(a) - rank(b));
}

/** Gates that stand in the way, and whether a reason lets them pass. */
export function stopping<G extends GateHead>(gates: readonly G[]): { readonly hard: readonly G[]; readonly soft: readonly G[] } {
  const stops = gates.filter((gate) => gate.overridden === null && (gate.state === 'fail' || (gate.state === 'warn' && gate.canOverride)));
  return { hard: stops.filter((gate) => !gate.canOverride), soft: stops.filter((gate) => gate.canOverride) };
}

export type Act = 'approve' | 'approve-and-deploy' | 'deploy';

/** What who looks may do in the target. */
export type Rights = {
  readonly deploy: boolean;
  /** Pass gates with a reason: admins of the target. */
  readonly override: boolean;
};

type Standing = Pick<Promotion, 'state' | 'approvals' | 'policy' | 'gates' | 'mayApprove' | 'mayDeploy'>;

/** The one thing for who looks to do next; null: it is for others, or nothing is left to do. */
export function nextAct(promotion: Standing, rights: Rights): Act | null {
  const { state, mayApprove, mayDeploy, gates } = promotion;
  if (state !== 'open' && state !== 'approved' && state !== 'failed') return null;
  if (mayApprove.may && stillNeeded(promotion) > 0) {
    const { hard, soft } = stopping(gates);
    const isFree = hard.length === 0 && (soft.length === 0 || rights.override);
    return stillNeeded(promotion) <= 1 && rights.deploy && isFree ? 'approve-and-deploy' : 'approve';
  }
  // Where nobody has to approve, a red gate does not hide the button: it says why it waits.
  return mayDeploy.may || (stillNeeded(promotion) === 0 && rights.deploy) ? 'deploy' : null;
}

/** Why an act cannot be done just now. */
export type Stop = 'red' | 'running' | 'not-run' | 'reasons' | 'admin';

/** What keeps the act from being done; null: nothing. */
export function stoppedBy(
  act: Act | null,
  gates: readonly GateHead[],
  { overrides, mayOverride }: { readonly overrides: Readonly<Record<string, string>>; readonly mayOverride: boolean },
): Stop | null {
  if (act === null || act === 'approve') return null;
  const { hard, soft } = stopping(gates);
  if (gates.some((gate) => gate.state === 'running')) return 'running';
  if (hard.length > 0) return 'red';
  if (shownGates(gates).some((gate) => gate.state === 'not-run' && !gate.isOptional)) return 'not-run';
  if (soft.length > 0 && !mayOverride) return 'admin';
  return soft.some((gate) => (overrides[gate.id] ?? '').trim().length < 3) ? 'reasons' : null;
}

/** Requests that wait for who looks stand first, each part newest first. */
export function byTurn(requests: readonly PromotionSummary[]): {
  readonly mine: readonly PromotionSummary[];
  readonly others: readonly PromotionSummary[];
} {
  const sorted = requests.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return { mine: sorted.filter(isMyTurn), others: sorted.filter((request) => !isMyTurn(request)) };
}

type Turn = Pick<PromotionSummary, 'state' | 'mayApprove' | 'mayDeploy' | 'approvals' | 'policy' | 'gates'>;

/** Whether who looks is the one to approve, or to deploy what nothing stands in the way of. */
export function isMyTurn(promotion: Turn): boolean {
  const { state, mayApprove, mayDeploy, gates } = promotion;
  if (mayApprove.may && stillNeeded(promotion) > 0) return true;
  return mayDeploy.may && (state === 'open' || state === 'approved' || state === 'failed') && redGates(gates) === 0;
}

/** Gates that nobody can pass, as they stand. */
export function redGates(gates: readonly GateHead[]): number {
  return gates.filter((gate) => gate.state === 'fail' && gate.overridden === null).length;
}
