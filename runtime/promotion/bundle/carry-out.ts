import type { LiveFlow } from '../../lifecycle/live-state.ts';
import type { RolloutRequest } from '../../lifecycle/rollout.ts';
import { currentHash } from '../content.ts';
import type { Journal, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import { bringContracts, takeBackContracts } from './move-contracts.ts';
import { bringLookups, takeBackLookups } from './move-lookups.ts';
import { switchFlows } from './switch-flows.ts';

/** A promotion whose journal says what is under way. */
export type UnderWay = Promotion & { readonly journal: Journal };

type Given = { readonly resources: PromotionResources; readonly isStillOurs: () => Promise<boolean> };

/** Moves everything to the target: contracts, which nobody uses yet; tables; at last, all at once, the flows. That is when it counts. */
export async function moveForward(promotion: UnderWay, { resources, isStillOurs }: Given): Promise<void> {
  const { journal, items, id, note } = promotion;
  await bringContracts(promotion, journal.by, resources);
  await bringLookups(promotion, journal.before, journal.by, resources);
  const wanted = items.flatMap(({ kind, name, version }) => (kind === 'flow' ? [{ flow: name, version }] : []));
  const why = note === '' ? id : `${id}: ${note}`;
  const { by } = journal;
  const rollout = rolloutOf(promotion);
  await switchFlows(promotion, wanted, { expected: journal.before.flows, kind: 'deploy', by, why, isStillOurs, rollout }, resources);
}

/** Takes back what was moved before the flows switched. Can be repeated. */
export async function undoForward(promotion: UnderWay, resources: PromotionResources): Promise<void> {
  const { journal, id } = promotion;
  const why = `${id} was not deployed: brought back what was here before`;
  await takeBackLookups(promotion, journal.before, { by: journal.by, why, onlyOwn: true }, resources);
  await takeBackContracts(promotion, journal.before, resources);
}

/** Brings back what was there: first, all at once, the flows, and that counts; then the rest. Can be repeated. */
export async function moveBack(promotion: UnderWay, { resources, isStillOurs }: Given): Promise<void> {
  const { journal, items, id } = promotion;
  const { before, by } = journal;
  const why = `${id} rolled back: ${journal.why}`;
  if (!(await isSwitched(promotion, resources))) {
    const expected = items.flatMap(({ kind, name, version }) => (kind === 'flow' ? [{ flow: name, version }] : []));
    await switchFlows(promotion, before.flows, { expected, kind: 'rollback', by, why, isStillOurs }, resources);
  }
  await takeBackLookups(promotion, before, { by, why, onlyOwn: false }, resources);
  await takeBackContracts(promotion, before, resources);
}

/** Whether a bundle has reached where its journal leads: its flows run there, or without flows its tables hold the rows. */
export async function isSwitched({ journal, items, to, id }: UnderWay, { deployments, lookups }: PromotionResources): Promise<boolean> {
  const { flows } = deployments.stateOf(to);
  if (journal.direction === 'back')
    return (
      journal.before.flows.length > 0 &&
      journal.before.flows.every(
        ({ flow, version }) => (flows[flow]?.version ?? null) === version && flows[flow]?.rollout?.promotion !== id,
      )
    );
  const wanted = items.filter(({ kind }) => kind === 'flow');
  if (wanted.length > 0) return wanted.every(({ name, version }) => isBrought(flows[name], version, id));
  const tables = items.filter(({ kind }) => kind === 'lookup');
  const held = await Promise.all(
    tables.map(async ({ name, hash }) => (lookups.get(to, name)?.version ?? 0) > 0 && (await currentHash(to, name, lookups)) === hash),
  );
  return held.every(Boolean);
}

/** Whether the promotion has brought this version, which may only get a share of the messages yet. */
function isBrought(live: LiveFlow | undefined, version: number, id: string): boolean {
  const newest = live?.rollout ?? live;
  return newest?.version === version && newest.promotion === id;
}

/** Nothing comes gradually where none of the flows runs yet: there is nothing to share messages with. */
function rolloutOf({ rollout, items, journal }: UnderWay): RolloutRequest | undefined {
  const versionOf = new Map(items.flatMap(({ kind, name, version }) => (kind === 'flow' ? [[name, version] as const] : [])));
  const isShared = journal.before.flows.some(({ flow, version }) => version !== null && version !== versionOf.get(flow));
  return rollout && isShared ? rollout : undefined;
}
