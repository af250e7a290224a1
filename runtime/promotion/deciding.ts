import { Refusal } from '../api/refusal.ts';
import { whyNotWithoutShadow } from './gates/shadow.ts';
import type { Promotions } from './promotions.ts';
import { whyNotApprove, whyNotAsSeen, whyNotReject, whyNotWithdraw } from './show.ts';
import { nextState } from './states.ts';
import { nowShownTo, type PromotionTools, recordAct, refuse, shownTo } from './tools.ts';

const maxComments = 500;

/** What people say about a promotion. */
export function createDeciding(tools: PromotionTools): Pick<Promotions, 'approve' | 'reject' | 'withdraw' | 'comment'> {
  const { changing, lookAfter, shadows } = tools;
  const { clock } = tools.resources;

  return {
    async approve(id, note, who, seen = {}) {
      const result = await changing.change(id, async (before, examined) => {
        const { policy, judged, content, base, items } = examined;
        refuse(whyNotApprove(before, policy, judged, who));
        if (policy.shadow === 'before approval')
          refuse(whyNotWithoutShadow(await shadows.standing(before, items, content), policy, before.to));
        refuse(whyNotAsSeen(before, examined, seen, 'nothing was approved'));
        const approval = { byId: who.id, by: who.name, at: clock.now(), verdict: 'approved' as const, note, content, base: base ?? [] };
        return { approvals: [...before.approvals, approval] };
      });
      await recordAct(
        result.promotion,
        who,
        { act: 'promotion.approved', details: { content: result.examined.content }, why: note || undefined },
        tools,
      );
      // Whoever looks after promotions would find it in a moment; nobody waits for that.
      if (result.promotion.isAutomatic && result.promotion.state === 'approved') await lookAfter();
      return nowShownTo(who, id, tools);
    },

    async reject(id, why, who) {
      const result = await changing.change(id, (before, { policy, content }) => {
        refuse(whyNotReject(before, policy, who));
        const approval = { byId: who.id, by: who.name, at: clock.now(), verdict: 'rejected' as const, note: why, content };
        return { approvals: [...before.approvals, approval], state: nextState(before.state, 'reject') ?? before.state, heldUntil: null };
      });
      await recordAct(result.promotion, who, { act: 'promotion.rejected', why }, tools);
      return shownTo(who, result, tools);
    },

    async withdraw(id, who) {
      const result = await changing.change(id, (before) => {
        refuse(whyNotWithdraw(before, who));
        return { state: nextState(before.state, 'withdraw') ?? before.state, heldUntil: null };
      });
      await recordAct(result.promotion, who, { act: 'promotion.withdrawn' }, tools);
      return shownTo(who, result, tools);
    },

    async comment(id, { text, asksForChanges }, who) {
      const result = await changing.change(id, ({ comments }) => {
        if (comments.length >= maxComments)
          throw new Refusal(
            'PROMOTION_REFUSED',
            `${id} has ${maxComments} comments, which is the most it keeps. Go on in a new promotion.`,
          );
        return { comments: [...comments, { by: who.name, at: clock.now(), text, asksForChanges }] };
      });
      await recordAct(result.promotion, who, { act: asksForChanges ? 'promotion.changes-asked' : 'promotion.commented' }, tools);
      return shownTo(who, result, tools);
    },
  };
}
