import { contractUses } from '@crossdock/flows/check/contract-uses';
import { compareSchemas } from '@crossdock/flows/contracts/compare-schemas';
import { broughtContracts } from '../bundle/released-contracts.ts';
import { type Finding, fails, type GateCheck, type GateDetail, type GateSubject, looksAtNothing, passes, warns } from './gate.ts';
import { counted, listed } from './words.ts';

/** Each contract that the flows name must be there or come along, and flows of the target that go on with an older version must not be broken by the newer one. */
export const contractsGate: GateCheck = {
  id: 'contracts',
  title: 'Contracts',
  async check(subject) {
    const { flows, items, to, resources } = subject;
    const { contracts, knowledge } = resources;
    const coming = items.flatMap(({ kind, name }) => (kind === 'contract' ? [name] : []));
    const used = [...new Set(flows.flatMap((flow) => contractUses(flow, knowledge.catalog)))];
    const names = [...new Set([...used, ...coming])].sort();
    if (names.length === 0) return looksAtNothing('none named');
    const unknown = names.filter((name) => !contracts.list().some((one) => one.name === name));
    if (unknown[0] !== undefined)
      return fails(
        `${listed(unknown)} missing`,
        `Make the contract "${unknown[0]}" under Contracts, or publish a version of the flow that does not name it.`,
        unknown.map((name) => ({ text: `there is no contract "${name}"`, link: '/contracts' })),
      );
    const own = new Set(contracts.list().flatMap(({ name, origin }) => (origin === 'own' ? [name] : [])));
    const there = await contractsThere(subject);
    const missing = used.filter((name) => own.has(name) && !there.has(name) && !coming.includes(name));
    if (missing[0] !== undefined)
      return fails(
        `${listed(missing)} not in ${to} yet`,
        `Add ${missing.length === 1 ? `the contract "${missing[0]}"` : `the contracts ${listed(missing)}`} to this promotion.`,
        missing.map((name) => ({ text: `${to} was not given ${name}`, link: `/contracts/${name}` })),
      );
    return compatibility(subject, names);
  },
};

/** What bundles brought, and what flows of the target name that stay as they are or did so already. */
async function contractsThere({ to, resources }: GateSubject): Promise<ReadonlySet<string>> {
  const { deployments, knowledge, store } = resources;
  const brought = await broughtContracts(to, store);
  const named = deployments.current().flatMap((live) => (live.env === to ? contractUses(live.flow, knowledge.catalog) : []));
  return new Set([...brought.map(({ name }) => name), ...named]);
}

function compatibility({ to, items, resources }: GateSubject, names: readonly string[]): Finding {
  const { contracts, deployments, knowledge } = resources;
  const moving = new Set(items.flatMap(({ kind, name }) => (kind === 'flow' ? [name] : [])));
  const byName = new Map(contracts.list().map((contract) => [contract.name, contract]));
  const details: GateDetail[] = [];
  const broken = new Set<string>();
  for (const { env, flow } of deployments.current()) {
    if (env !== to || moving.has(flow.id)) continue;
    for (const old of contractUses(flow, knowledge.catalog)) {
      const before = byName.get(old);
      const after = names.map((name) => byName.get(name)).find((one) => one?.subject === before?.subject && one?.name !== old);
      if (!before || !after) continue;
      const breaking = compareSchemas(before.schema, after.schema).filter(({ kind }) => kind === 'breaking');
      if (breaking.length === 0) continue;
      broken.add(flow.name);
      for (const { path, message } of breaking.slice(0, 20))
        details.push({
          text: `${flow.name} reads ${old}; in ${after.name} ${path || 'the document'} ${message}`,
          path,
          link: `/contracts/${after.name}`,
        });
    }
  }
  const [consumer] = broken;
  if (consumer === undefined) return passes(names.length === 1 ? `${names[0]} fits` : `${counted(names.length, 'contract')} fit`);
  return warns(
    `breaks ${listed([...broken])}`,
    `Add a version of ${consumer} that reads the newer contract to this promotion, or keep the field that breaks it.`,
    details,
    true,
  );
}
