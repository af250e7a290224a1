import { channelsOf } from './content.ts';
import type { Promotions } from './promotions.ts';
import { shownReport, shownShadow } from './shadow/show-shadow.ts';
import { nextState, refusalWords } from './states.ts';
import { nowShownTo, type PromotionTools, recordAct, refuse } from './tools.ts';

/** Trying the last messages of the target on what is to come. */
export function createShadowing(tools: PromotionTools): Pick<Promotions, 'runShadow' | 'shadow'> {
  const { changing, gateRuns, resources, shadows } = tools;

  return {
    async runShadow(id, who) {
      await resources.catchUp();
      const { promotion, examined } = await changing.current(id);
      const { items, content, policy } = examined;
      refuse(nextState(promotion.state, 'check') === null ? refusalWords(id, promotion.state, 'tried') : null);
      refuse(policy.shadow === 'off' ? `The policy of ${promotion.to} has shadow runs turned off. Turn them on under Environments.` : null);
      await shadows.start(promotion, { items, content, policy, by: who.name }, () => gateRuns.shadow(id));
      await recordAct(promotion, who, { act: 'promotion.shadow-run', details: { content } }, tools);
      await gateRuns.shadow(id);
      return nowShownTo(who, id, tools);
    },

    async shadow(id, who) {
      const { promotion, examined } = await changing.current(id);
      const standing = await shadows.standing(promotion, examined.items, examined.content);
      const hasValues = who.readsPayloads(promotion.to, channelsOf(promotion.items));
      const summary = shownShadow(standing, { state: promotion.state, policy: examined.policy });
      const result = standing.shadow?.result ?? null;
      return shownReport(summary, result && { result, runs: await shadows.runs(id) }, hasValues);
    },
  };
}
