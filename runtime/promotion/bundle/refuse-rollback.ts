import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { Refusal } from '../../api/refusal.ts';
import { liveFlows } from '../../lifecycle/deployments.ts';
import type { Before, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import { isBroughtBy } from './move-lookups.ts';

/** Throws where going back would undo more than this promotion, or could not be finished once it has begun. */
export async function refuseRollback(promotion: Promotion, discardLater: boolean, resources: PromotionResources): Promise<void> {
  const { before } = promotion;
  if (!before) return;
  refuseNewerFlows(promotion, resources);
  for (const lookup of before.lookups) {
    refuseForgotten(promotion, lookup, resources);
    refuseUsed(promotion, lookup, resources);
    if (!discardLater) refuseEdited(promotion, lookup, resources);
  }
}

function refuseNewerFlows({ id, to, items, rollout, before }: Promotion, { deployments }: PromotionResources): void {
  const { flows } = deployments.stateOf(to);
  for (const { kind, name, title, version } of items) {
    const now = flows[name];
    if (kind !== 'flow' || (now?.rollout ?? now)?.version === version) continue;
    // It came gradually and went back: only the rest is left to bring back.
    const isBack = rollout && now && !now.rollout && now.version === before?.flows.find(({ flow }) => flow === name)?.version;
    if (isBack) continue;
    const by = now?.promotion ? `${now.promotion} brought it. Roll that back first` : 'Roll that flow back by itself';
    throw new Refusal(
      'PROMOTION_SUPERSEDED',
      now
        ? `${to} runs ${title}@${now.version} by now, not @${version} of ${id}. ${by}.`
        : `${title} was taken out of ${to} since ${id}. Deploy it again, or leave it as it is.`,
    );
  }
}

type Table = Before['lookups'][number];

function refuseForgotten({ id, to }: Promotion, { name, version }: Table, { lookups }: PromotionResources): void {
  if (version === null || !lookups.get(to, name)) return;
  if (lookups.history(to, name).some((kept) => kept.version === version)) return;
  throw new Refusal(
    'PROMOTION_SUPERSEDED',
    `The rows that "${name}" had in ${to} before ${id} are not kept any more. Roll its flows back one by one, and mend the rows by hand.`,
  );
}

/** A table that came with the promotion goes with it; nobody else may need it by then. */
function refuseUsed({ id, to, items }: Promotion, { name, version }: Table, { deployments, knowledge }: PromotionResources): void {
  if (version !== null) return;
  const moving = new Set(items.map((item) => item.name));
  const user = deployments
    .current()
    .find(
      (live) =>
        live.env === to &&
        !moving.has(live.flow.id) &&
        liveFlows(live).some((flow) => lookupUses(flow, knowledge.catalog).some(({ table }) => table === name)),
    );
  if (user)
    throw new Refusal(
      'PROMOTION_SUPERSEDED',
      `${user.flow.name} uses the lookup "${name}" in ${to} by now, and ${id} brought it. Take that flow out of ${to} first, or roll the other flows back one by one.`,
    );
}

function refuseEdited({ id, to }: Promotion, { name }: Table, { lookups }: PromotionResources): void {
  const now = lookups.get(to, name);
  // Rows that were the same made no version of their own.
  if (!now || isBroughtBy(id, now.why) || !lookups.history(to, name).some(({ why }) => isBroughtBy(id, why))) return;
  throw new Refusal(
    'PROMOTION_SUPERSEDED',
    `${now.updatedBy} changed "${name}" in ${to} after ${id} (version ${now.version}), and rolling back would undo that too. Roll back with discardLater to do so; the rows stay in the history of the table.`,
    [{ path: 'body.discardLater', message: 'set it to roll back all the same' }],
  );
}
