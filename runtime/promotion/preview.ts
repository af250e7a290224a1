import { contractUses } from '@crossdock/flows/check/contract-uses';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { calledFlow } from '@crossdock/flows/check/rules/calls';
import type { Flow } from '@crossdock/flows/document/flow';
import { broughtContracts } from './bundle/released-contracts.ts';
import { changesOf } from './changes/changes.ts';
import { currentHash, resolveItems } from './content.ts';
import type { Item, PromotionPreview, WantedItem } from './promotion.ts';
import type { PromotionResources } from './resources.ts';
import { runningOn } from './running.ts';

type Way = { readonly from: string; readonly to: string };
type Suggestion = PromotionPreview['suggested'][number];

/** What a promotion would change and need. Stores nothing. */
export async function previewOf(
  { from, to, items: wanted }: Way & { readonly items: readonly WantedItem[] },
  resources: PromotionResources,
): Promise<PromotionPreview> {
  const items = await resolveItems(wanted, from, resources);
  const flows = (
    await Promise.all(
      items.map(async ({ kind, name, version }) =>
        kind === 'flow' ? ((await resources.versions.get(name, version))?.flow ?? null) : null,
      ),
    )
  ).filter((flow) => flow !== null);
  const [changes, running, policy, suggested] = await Promise.all([
    changesOf(items, from, to, resources),
    runningOn({ items, to }, resources),
    resources.policies.of(to),
    suggestions(items, flows, { from, to }, resources),
  ]);
  const same = changes.filter(({ kind, replaces, version, parts }) =>
    kind === 'flow' ? replaces === version : kind === 'lookup' && parts.length === 0,
  );
  const problems = same.map(({ title, kind }) =>
    kind === 'flow'
      ? `${to} runs this version of ${title} already; choose another one, or leave it out.`
      : `The rows of ${title} are the same in ${to}; leave it out.`,
  );
  return { from, to, items: changes, suggested, policy, running, problems };
}

/** What the flows use that the target lacks, or has otherwise than the source. */
async function suggestions(items: readonly Item[], flows: readonly Flow[], way: Way, resources: PromotionResources): Promise<Suggestion[]> {
  const has = new Set(items.map(({ kind, name }) => `${kind} ${name}`));
  const found = await Promise.all(
    flows.map(async (flow) => [
      ...(await neededLookups(flow, way, resources)),
      ...(await neededContracts(flow, way, resources)),
      ...(await neededFlows(flow, way, resources)),
    ]),
  );
  const byName = new Map(found.flat().map((one) => [`${one.kind} ${one.name}`, one]));
  return [...byName].filter(([key]) => !has.has(key)).map(([, one]) => one);
}

async function neededLookups(flow: Flow, { from, to }: Way, { lookups, knowledge }: PromotionResources): Promise<Suggestion[]> {
  const names = [...new Set(lookupUses(flow, knowledge.catalog).map(({ table }) => table))];
  const found = await Promise.all(
    names.map(async (name): Promise<Suggestion[]> => {
      const [source, target] = [lookups.get(from, name), lookups.get(to, name)];
      if (!source || source.version === 0) return [];
      const suggestion = { kind: 'lookup' as const, name, title: name, version: source.version };
      if (!target || target.version === 0)
        return [{ ...suggestion, why: `${flow.name} looks things up in it, and ${to} does not have it.` }];
      const isSame = (await currentHash(from, name, lookups)) === (await currentHash(to, name, lookups));
      return isSame
        ? []
        : [{ ...suggestion, why: `${flow.name} looks things up in it, and its rows are other ones in ${from} than in ${to}.` }];
    }),
  );
  return found.flat();
}

async function neededContracts(flow: Flow, { to }: Way, { store, contracts, knowledge }: PromotionResources): Promise<Suggestion[]> {
  const brought = new Set((await broughtContracts(to, store)).map(({ name }) => name));
  const own = contracts.list().filter(({ origin }) => origin === 'own');
  return contractUses(flow, knowledge.catalog).flatMap((name) => {
    const contract = own.find((one) => one.name === name);
    if (!contract || brought.has(name)) return [];
    return [
      {
        kind: 'contract' as const,
        name,
        title: contract.title,
        version: contract.version,
        why: `${flow.name} names it, and ${to} was not given it.`,
      },
    ];
  });
}

async function neededFlows(flow: Flow, { from, to }: Way, { deployments, versions }: PromotionResources): Promise<Suggestion[]> {
  const { errorFlow } = flow.settings;
  const ids = [...new Set([...flow.nodes.flatMap((node) => calledFlow(node) ?? []), ...(errorFlow === undefined ? [] : [errorFlow])])];
  const found = await Promise.all(
    ids.map(async (id): Promise<Suggestion[]> => {
      const { [from]: source, [to]: target } = deployments.of(id);
      if (source === undefined || source === target) return [];
      const title = (await versions.get(id, source))?.flow.name ?? id;
      const why =
        target === undefined
          ? `${flow.name} calls it, and ${to} does not run it.`
          : `${flow.name} calls it, and ${to} runs @${target} of it.`;
      return [{ kind: 'flow', name: id, title, version: source, why }];
    }),
  );
  return found.flat();
}
