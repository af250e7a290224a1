import { changedBase } from './base.ts';
import type { Approval, BaseItem, Policy, Promotion } from './promotion.ts';

/** Whether somebody asked for it, or has changed what it moves. */
export function isAuthor({ authorId, changedBy = [] }: Pick<Promotion, 'authorId' | 'changedBy'>, id: string): boolean {
  return id === authorId || changedBy.includes(id);
}

export type JudgedApproval = Approval & {
  readonly counts: boolean;
  readonly why: string | null;
  /** What the target has changed since; null: nothing that matters. */
  readonly overtaken: string | null;
};

/** What approvals are judged against. `base` null: it is decided already what it replaced. */
export type Judging = { readonly content: string; readonly base: readonly BaseItem[] | null; readonly to: string };

/**
 * Which approvals count: given for exactly this content in place of exactly what the target has, by different people who may still approve, and not by the author where the policy says so.
 * @param isAble why somebody may not approve any more; null: they may
 */
export function judgeApprovals(
  promotion: Pick<Promotion, 'approvals' | 'authorId' | 'changedBy'>,
  { content, base, to }: Judging,
  policy: Pick<Policy, 'notAuthor'>,
  isAble: (approval: Approval) => string | null,
): readonly JudgedApproval[] {
  const counted = new Set<string>();
  return promotion.approvals.map((approval) => {
    const overtaken = approval.base && base ? changedBase(approval.base, base) : null;
    const why = reason(approval, overtaken);
    if (why === null) counted.add(approval.byId);
    return { ...approval, counts: why === null, why, overtaken };
  });

  function reason(approval: Approval, overtaken: string | null): string | null {
    if (approval.verdict === 'rejected') return null;
    if (approval.content !== content) return 'It was for another content; what is moved has changed since.';
    if (overtaken !== null)
      return `${to} has changed since (${overtaken}), so it was for another difference. Look at it again, then approve it.`;
    if (policy.notAuthor && isAuthor(promotion, approval.byId)) return 'The author cannot approve.';
    if (counted.has(approval.byId)) return 'One person counts once.';
    return isAble(approval);
  }
}

/** How many approvals are still needed. */
export function missingApprovals(judged: readonly JudgedApproval[], policy: Pick<Policy, 'approvals'>): number {
  return Math.max(0, policy.approvals - judged.filter(({ verdict, counts }) => verdict === 'approved' && counts).length);
}
