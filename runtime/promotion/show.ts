import { isAuthor, type JudgedApproval, missingApprovals } from './approvals.ts';
import { baseHash } from './base.ts';
import { contentHash, scopeOf } from './content.ts';
import type { Examined } from './examine.ts';
import { approvalsFinding, approvalsGate } from './gates/approvals.ts';
import { withOverrides } from './gates/gate.ts';
import type { Gate, Policy, Promotion, PromotionSummary, Seen, ShownItem, ShownPromotion, Who } from './promotion.ts';
import { nextState, refusalWords } from './states.ts';
import { titleOf } from './title.ts';

/** Test cases that take longer were left by a server that has ended, ms. */
const gatesPatience = 15 * 60_000;

type Head = Omit<PromotionSummary, 'items' | 'gates'>;
type Shown = Pick<Examined, 'policy' | 'judged' | 'base'> & { readonly promotion: Promotion; readonly who: Who };

export function shownSummary(seen: Shown, replaces: (item: Promotion['items'][number]) => number | null, now: number): PromotionSummary {
  const { promotion } = seen;
  const gates = shownGates(seen, now);
  return {
    ...headOf(seen),
    items: promotion.items.map((item) => ({
      kind: item.kind,
      name: item.name,
      title: item.title,
      version: item.version,
      replaces: replaces(item),
      since: null,
    })),
    gates: gates.map(({ id, title, state, canOverride, overridden, isOptional }) => ({
      id,
      title,
      state,
      canOverride,
      overridden,
      isOptional,
    })),
  };
}

export function shownPromotion(seen: Shown, items: readonly ShownItem[], running: number, now: number): Omit<ShownPromotion, 'shadow'> {
  const { promotion } = seen;
  const content = contentHash(promotion.items);
  return {
    ...headOf(seen),
    items: [...items],
    gates: shownGates(seen, now),
    gatesCheckedAt: isoOrNull(promotion.gatesCheckedAt),
    comments: promotion.comments.map((comment) => ({ ...comment, at: iso(comment.at) })),
    content,
    base: seen.base && baseHash(seen.base),
    running,
  };
}

/** Test cases that no server is running any more were not run. */
function shownGates({ promotion, judged, policy, base }: Shown, now: number): Gate[] {
  const { gates, gatesCheckedAt, overrides, items, to } = promotion;
  const isDead = (gatesCheckedAt ?? 0) + gatesPatience < now;
  const told = gates.map((gate) =>
    gate.state === 'running' && isDead ? { ...gate, state: 'not-run' as const, fact: 'not run', remedy: 'Run the gates again.' } : gate,
  );
  // Approvals come, and fall with what the target changes, whenever the gates were run.
  const current =
    base === null
      ? told
      : told.map((gate) => (gate.id === approvalsGate.id ? { ...gate, ...approvalsFinding({ approvals: judged, policy, to }) } : gate));
  return withOverrides(current, overrides, contentHash(items));
}

function headOf({ promotion, policy, judged, who }: Shown): Head {
  const { id, items, deployed, rolledBack } = promotion;
  return {
    id,
    title: titleOf(items),
    from: promotion.from,
    to: promotion.to,
    state: promotion.state,
    policy,
    approvals: judged.map(({ by, at, verdict, note, counts, why }) => ({ by, at: iso(at), verdict, note, counts, why })),
    author: promotion.author,
    note: promotion.note,
    createdAt: iso(promotion.createdAt),
    updatedAt: iso(promotion.updatedAt),
    expiresAt: iso(promotion.expiresAt),
    scheduledFor: isoOrNull(promotion.scheduledFor),
    isAutomatic: promotion.isAutomatic,
    rollout: promotion.rollout ?? null,
    deployed: deployed && { ...deployed, at: iso(deployed.at) },
    rolledBack: rolledBack && { ...rolledBack, at: iso(rolledBack.at) },
    failure: promotion.failure,
    mayApprove: may(whyNotApprove(promotion, policy, judged, who)),
    mayDeploy: may(whyNotDeploy(promotion, policy, judged, who)),
    mayReject: may(whyNotReject(promotion, policy, who)),
    mayWithdraw: may(whyNotWithdraw(promotion, who)),
    mayRollback: may(whyNotRollback(promotion, who)),
  };
}

/** Why it is not what somebody looked at any more; null: it is, or nothing was said of what that was. */
export function whyNotAsSeen(
  { id, to }: Promotion,
  { content, base }: Pick<Examined, 'content' | 'base'>,
  seen: Seen,
  kept: string,
): string | null {
  if (seen.content !== undefined && seen.content !== content)
    return `What ${id} moves was changed since you looked at it, so ${kept}. Look at it again.`;
  if (seen.base !== undefined && base !== null && seen.base !== baseHash(base))
    return `${to} has changed since you looked at ${id}, so it would change something else there, and ${kept}. Look at it again.`;
  return null;
}

/** Why somebody may not approve it; null: they may. */
export function whyNotApprove(promotion: Promotion, policy: Policy, judged: readonly JudgedApproval[], who: Who): string | null {
  const { id, state, to, items, authorId } = promotion;
  if (nextState(state, 'approve') === null) return refusalWords(id, state, 'approved');
  if (policy.approvals === 0) return `Nobody has to approve what goes to ${to}. Deploy it.`;
  if (missingApprovals(judged, policy) === 0) return `${id} has all its approvals. Deploy it.`;
  if (policy.notAuthor && who.id === authorId)
    return `${who.name} asked for ${id}, and in ${to} the author cannot approve. Ask somebody else with the role ${policy.role}.`;
  if (policy.notAuthor && isAuthor(promotion, who.id))
    return `${who.name} changed what ${id} moves, so is an author of it, and in ${to} authors cannot approve. Ask somebody else with the role ${policy.role}.`;
  if (!who.has(policy.role, to, scopeOf(items)))
    return `Approving for ${to} needs the role ${policy.role} there. Ask somebody who has it, or an admin to give it to you.`;
  if (judged.some(({ byId, verdict, counts }) => byId === who.id && verdict === 'approved' && counts))
    return `${who.name} has approved ${id} already; one person counts once.`;
  return null;
}

export function whyNotDeploy(promotion: Promotion, policy: Policy, judged: readonly JudgedApproval[], who: Who): string | null {
  const { id, state, to, items } = promotion;
  if (!who.mayDeploy(to, scopeOf(items))) return `Deploying to ${to} needs the role approver or operator there. Ask somebody who has it.`;
  const missing = missingApprovals(judged, policy);
  if (state === 'open' && missing > 0)
    return `${id} needs ${missing === 1 ? 'one more approval' : `${missing} more approvals`} before it can be deployed. Ask for ${missing === 1 ? 'it' : 'them'}.`;
  return nextState(state, 'begin') === null ? refusalWords(id, state, 'deployed') : null;
}

export function whyNotReject({ id, state, to, items }: Promotion, policy: Policy, who: Who): string | null {
  if (nextState(state, 'reject') === null) return refusalWords(id, state, 'rejected');
  return who.has(policy.role, to, scopeOf(items)) ? null : `Rejecting for ${to} needs the role ${policy.role} there.`;
}

export function whyNotWithdraw({ id, state, to, items, author, authorId }: Promotion, who: Who): string | null {
  if (nextState(state, 'withdraw') === null) return refusalWords(id, state, 'withdrawn');
  if (who.id === authorId || who.has('admin', to, scopeOf(items))) return null;
  return `Only ${author}, who asked for ${id}, or an admin of ${to} can withdraw it. Reject it instead.`;
}

export function whyNotRollback({ id, state, to, items }: Promotion, who: Who): string | null {
  if (nextState(state, 'begin back') === null) return refusalWords(id, state, 'rolled back');
  return who.mayDeploy(to, scopeOf(items)) ? null : `Rolling back in ${to} needs the role approver or operator there.`;
}

function may(why: string | null): { may: boolean; why: string | null } {
  return { may: why === null, why };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
