import { releasedContracts } from '../bundle/released-contracts.ts';
import type { Item, Part, ShownItem } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import { bindingParts } from './binding-parts.ts';
import { contractPart } from './contract-part.ts';
import { flowParts } from './flow-parts.ts';
import { lookupPart } from './lookup-part.ts';
import { variableParts } from './variable-parts.ts';

type Way = { readonly from: string; readonly to: string };
type Compared = Pick<ShownItem, 'replaces' | 'since' | 'parts'>;

/** What each item changes in the target, against what stands there now. */
export function changesOf(items: readonly Item[], from: string, to: string, resources: PromotionResources): Promise<ShownItem[]> {
  return Promise.all(
    items.map(async (item) => {
      const { kind, name, title, version } = item;
      return { kind, name, title, version, ...(await comparisons[kind](item, { from, to }, resources)) };
    }),
  );
}

const comparisons: Readonly<Record<Item['kind'], (item: Item, way: Way, resources: PromotionResources) => Promise<Compared>>> = {
  flow: compareFlow,
  lookup: compareLookup,
  contract: compareContract,
};

async function compareFlow({ name, version }: Item, way: Way, resources: PromotionResources): Promise<Compared> {
  const live = resources.deployments.current().find(({ env, flow }) => env === way.to && flow.id === name);
  const after = (await resources.versions.get(name, version))?.flow;
  const before = live?.flow ?? null;
  const parts = after
    ? [...flowParts(before, after), ...bindingParts(before, after, way, resources), ...variableParts(before, after, way, resources)]
    : [];
  return { replaces: live?.version ?? null, since: live ? new Date(live.since).toISOString() : null, parts };
}

async function compareLookup({ name }: Item, { from, to }: Way, { lookups }: PromotionResources): Promise<Compared> {
  const [source, target] = [lookups.get(from, name), lookups.get(to, name)];
  if (!source || source.version === 0) return { replaces: target?.version ?? null, since: target?.updatedAt ?? null, parts: [] };
  const side = async (env: string, version: number) => ({ version, content: await lookups.content(env, name, version) });
  const before = target && target.version > 0 ? await side(to, target.version) : null;
  const part = lookupPart(name, before, await side(from, source.version));
  return { replaces: before?.version ?? null, since: before && target ? target.updatedAt : null, parts: part ? [part] : [] };
}

async function compareContract({ name }: Item, { to }: Way, resources: PromotionResources): Promise<Compared> {
  const contract = resources.contracts.list().find((one) => one.name === name);
  const there = await releasedContracts(to, resources);
  const before = resources.contracts
    .list()
    .filter((one) => one.subject === contract?.subject && one.name !== name && there.has(one.name))
    .sort((a, b) => b.version - a.version)[0];
  const parts: Part[] = contract ? [contractPart(before ?? null, contract)] : [];
  return { replaces: before?.version ?? null, since: null, parts };
}
