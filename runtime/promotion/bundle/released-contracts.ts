import { contractUses } from '@crossdock/flows/check/contract-uses';
import { type ReleasedContractDocument, releasedContractSchema } from '../promotion-documents.ts';
import type { PromotionResources } from '../resources.ts';

/** The contracts an environment has: those that came with Crossdock, those a bundle brought, and those its deployed flows name. */
export async function releasedContracts(
  env: string,
  { store, contracts, deployments, knowledge }: Pick<PromotionResources, 'store' | 'contracts' | 'deployments' | 'knowledge'>,
): Promise<ReadonlySet<string>> {
  const brought = await broughtContracts(env, store);
  const canonical = contracts.list().flatMap(({ name, origin }) => (origin === 'canonical' ? [name] : []));
  const named = deployments.current().flatMap((live) => (live.env === env ? contractUses(live.flow, knowledge.catalog) : []));
  return new Set([...canonical, ...brought.map(({ name }) => name), ...named]);
}

/** The contracts of the company's own that bundles brought into an environment. */
export async function broughtContracts(env: string, store: PromotionResources['store']): Promise<readonly ReleasedContractDocument[]> {
  return (await store.collection(releasedContractSchema).find({ where: { env }, limit: 5000 })).items;
}
