import type { Before, Item } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import { broughtContracts } from './released-contracts.ts';

/** What stands in the target in place of the items, to bring it back. */
export async function beforeOf(items: readonly Item[], env: string, resources: PromotionResources): Promise<Before> {
  const { deployments, lookups, store } = resources;
  const { flows } = deployments.stateOf(env);
  const brought = new Set((await broughtContracts(env, store)).map(({ name }) => name));
  const of = (kind: Item['kind']) => items.flatMap((item) => (item.kind === kind ? [item.name] : []));
  return {
    flows: of('flow').map((flow) => ({ flow, version: flows[flow]?.version ?? null })),
    lookups: of('lookup').map((name) => ({ name, version: lookups.get(env, name)?.version || null })),
    contracts: of('contract').map((name) => ({ name, isNew: !brought.has(name) })),
  };
}
