import { Refusal } from '../api/refusal.ts';
import { refuseRollback } from './bundle/refuse-rollback.ts';
import { scopeOf } from './content.ts';
import type { BundleDeployment, Promotion, Who } from './promotion.ts';
import type { Promotions } from './promotions.ts';
import { whyNotAsSeen, whyNotDeploy, whyNotRollback } from './show.ts';
import { nextState } from './states.ts';
import { nowShownTo, type PromotionTools, recordAct, refuse, shownTo } from './tools.ts';

const day = 86_400_000;

/** Carrying promotions out, at once or later, and taking them back. */
export function createCarrying(tools: PromotionTools): Pick<Promotions, 'deploy' | 'unschedule' | 'rollback'> {
  const { bundles, changing, resources } = tools;
  const { clock } = resources;

  return {
    async deploy(id, { overrides, at, rollout, content: seenContent, base: seenBase }, who) {
      const time = at === undefined ? null : Date.parse(at);
      if (time !== null && time <= clock.now())
        throw new Refusal('INVALID_REQUEST', 'The time has passed already. Name one that is to come, or leave it out to deploy now.', [
          { path: 'body.at', message: 'has passed' },
        ]);
      const given = await changing.change(id, (before, examined) => {
        const { policy, judged, content } = examined;
        refuse(whyNotDeploy(before, policy, judged, who));
        refuse(whyNotAsSeen(before, examined, { content: seenContent, base: seenBase }, 'nothing was deployed'));
        const passed = passedGates(before, overrides, who).map((one) => ({ ...one, by: who.name, at: clock.now(), content }));
        const schedule =
          time === null
            ? {}
            : {
                state: nextState(before.state, 'schedule') ?? before.state,
                scheduledFor: time,
                scheduledBy: who.name,
                scheduledById: who.id,
              };
        if (passed.length === 0 && time === null && rollout === undefined) return null;
        return {
          ...schedule,
          ...(rollout !== undefined && { rollout }),
          overrides: [...before.overrides, ...passed],
          ...(time !== null && { failure: null, expiresAt: Math.max(before.expiresAt, time + day) }),
        };
      });
      for (const { gate, why } of overrides)
        await recordAct(given.promotion, who, { act: 'promotion.gate-passed', details: { gate }, why }, tools);
      if (time !== null) {
        await recordAct(given.promotion, who, { act: 'promotion.scheduled', details: { at } }, tools);
        return shownTo(who, given, tools);
      }
      await bundles.deploy(id, who.name);
      return nowShownTo(who, id, tools);
    },

    async unschedule(id, who) {
      const result = await changing.change(id, (before) => {
        const state = nextState(before.state, 'unschedule');
        refuse(state === null ? `${id} is not scheduled, so it cannot be taken off the schedule.` : null);
        return { state: state ?? before.state, scheduledFor: null, isAutomatic: false };
      });
      await recordAct(result.promotion, who, { act: 'promotion.unscheduled' }, tools);
      return shownTo(who, result, tools);
    },

    async rollback(id, { why, discardLater }, who) {
      await resources.catchUp();
      const { promotion } = await changing.current(id);
      refuse(whyNotRollback(promotion, who));
      await refuseRollback(promotion, discardLater, resources);
      await bundles.rollBack(id, who.name, why);
      return nowShownTo(who, id, tools);
    },
  };
}

/** What an admin passes; a gate that cannot be passed is refused. */
function passedGates(
  { id, to, gates, items }: Promotion,
  overrides: BundleDeployment['overrides'],
  who: Who,
): BundleDeployment['overrides'] {
  for (const [i, { gate }] of overrides.entries()) {
    const path = `body.overrides[${i}]`;
    const found = gates.find((one) => one.id === gate);
    if (!found?.canOverride)
      throw new Refusal(
        'PROMOTION_REFUSED',
        `The gate "${found?.title ?? gate}" of ${id} cannot be passed with a reason. ${found?.remedy ?? 'Leave it out.'}`,
        [{ path, message: 'cannot be passed' }],
      );
    if (!who.has('admin', to, scopeOf(items)))
      throw new Refusal(
        'PROMOTION_REFUSED',
        `Only an admin of ${to} can pass the gate "${found.title}" with a reason. Ask one, or do this: ${found.remedy}`,
        [{ path, message: `needs an admin of ${to}` }],
      );
  }
  return overrides;
}
