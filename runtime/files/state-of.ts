import { contentHash } from '@crossdock/flows/document/content-hash';
import { Refusal } from '../api/refusal.ts';
import type { ConnectionBook, ShownConnection } from '../connections/connection-book.ts';
import type { Environment } from '../environments/environment.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { ContractBook } from '../lifecycle/contract-book.ts';
import type { DeployedFlow } from '../lifecycle/deployments.ts';
import type { Flows } from '../lifecycle/flows.ts';
import type { LiveDeployments } from '../lifecycle/live-deployments.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { Policies } from '../promotion/policies.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import { headOf } from './lookup-files.ts';
import { type ConnectionPart, type EnvironmentPart, type FlowPart, inVault, type LookupPart, type Setup } from './setup.ts';
import type { FlowState, KnownContract, State } from './state.ts';

/** Where an installation keeps what files hold. */
export type FileSources = {
  readonly environments: EnvironmentBook;
  readonly variables: VariableBook;
  readonly contracts: ContractBook;
  readonly lookups: LookupBook;
  readonly connections: ConnectionBook;
  readonly deployments: Pick<LiveDeployments, 'current'>;
  readonly flows: Flows;
  readonly policies: Policies;
};

/** What an environment has, for its files. `withDrafts`: also drafts of flows that do not run there. */
export async function setupOf(sources: FileSources, env: string, withDrafts = false): Promise<Setup> {
  const [rest, flows] = await Promise.all([setupWithoutFlows(sources, env), flowParts(sources, env, withDrafts)]);
  return { ...rest, flows };
}

export async function setupWithoutFlows(sources: FileSources, env: string): Promise<Omit<Setup, 'flows'>> {
  const { environments, variables, contracts, lookups, connections } = sources;
  const [own, tables] = await Promise.all([
    environmentPart(sources, environments.require(env)),
    Promise.all(lookups.list(env).map(({ name }) => lookupPart(lookups, env, name))),
  ]);
  return {
    environment: own,
    variables: new Map(variables.list(env).map(({ name, type, value, purpose }) => [name, { type, value, purpose }])),
    contracts: new Map(
      contracts.list().flatMap(({ name, title, schema, origin }) => (origin === 'own' ? [[name, { title, schema }] as const] : [])),
    ),
    lookups: new Map(tables),
    connections: new Map(connections.list(env).map((shown) => [shown.name, connectionPart(shown)])),
  };
}

/** What an environment has, with all that a plan looks at for these flows and contracts. */
export async function stateOf(
  sources: FileSources,
  env: string,
  wanted: Pick<Setup, 'flows' | 'contracts'>,
  canPromote: boolean,
): Promise<State> {
  const { environments, variables, contracts, lookups, connections, policies } = sources;
  const [setup, policy] = await Promise.all([setupOf(sources, env), policies.of(env)]);
  const ids = [...new Set([...wanted.flows.keys(), ...setup.flows.keys()])];
  const live = new Map(deployedIn(sources, env).map((deployed) => [deployed.flow.id, deployed]));
  const flows = await Promise.all(ids.map(async (id) => [id, await flowState(sources.flows, id, live.get(id))] as const));
  const all = environments.list();
  const before = all[all.findIndex(({ name }) => name === env) - 1]?.name ?? null;
  return {
    env,
    setup,
    flows: new Map(flows),
    isGuarded: policy.isGuarded,
    canPromote,
    before,
    contracts: knownContracts(contracts, [...wanted.contracts.keys()]),
    connectionNames: connections.names(),
    variableNames: variables.names(),
    lookupColumns: all.flatMap(({ name }) =>
      lookups.list(name).map((table) => ({ name: table.name, columns: table.columns.map((column) => column.name) })),
    ),
  };
}

export function deployedIn({ deployments }: Pick<FileSources, 'deployments'>, env: string): readonly DeployedFlow[] {
  return deployments.current().filter((deployed) => deployed.env === env);
}

async function flowParts(sources: FileSources, env: string, withDrafts: boolean): Promise<ReadonlyMap<string, FlowPart>> {
  const running = await Promise.all(
    deployedIn(sources, env).map(async ({ flow, version }): Promise<readonly [string, FlowPart]> => {
      const known = (await sources.flows.versions(flow.id)).find(({ number }) => number === version);
      return [flow.id, { flow, runs: { note: known?.note ?? '' } }];
    }),
  );
  const parts = new Map(running);
  if (!withDrafts) return parts;
  for (const { id } of await sources.flows.list())
    if (!parts.has(id)) parts.set(id, { flow: (await sources.flows.draft(id)).flow, runs: null });
  return parts;
}

async function flowState(flows: Flows, id: string, live: DeployedFlow | undefined): Promise<FlowState> {
  const running = live ? { version: live.version, hash: live.hash } : null;
  try {
    const [draft, versions] = await Promise.all([flows.draft(id), flows.versions(id)]);
    const { flow, revision, updatedBy, changes, latestVersion } = draft;
    return {
      live: running,
      draft: { flow, hash: contentHash(flow), revision, updatedBy, isUnpublished: latestVersion === null || changes > 0 },
      versions: versions.map(({ number, hash }) => ({ number, hash })),
    };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_SUCH_FLOW') return { live: running, draft: null, versions: [] };
    throw error;
  }
}

async function lookupPart(lookups: LookupBook, env: string, name: string): Promise<readonly [string, LookupPart]> {
  const { rows, ...content } = await lookups.content(env, name);
  return [name, { table: headOf({ ...lookups.get(env, name), ...content }), rows }];
}

async function environmentPart({ policies }: FileSources, environment: Environment): Promise<EnvironmentPart> {
  const { name, position: _, ...settings } = environment;
  return { name, settings, promotionPolicy: { ...(await policies.of(name)) } };
}

export function connectionPart({ system, address, auth, policy }: ShownConnection): ConnectionPart {
  const { hasSecret: _, secrets, ...own } = auth;
  const set = Object.entries(secrets).flatMap(([field, { isSet, from }]) =>
    isSet || from !== null ? [[field, from ?? inVault] as const] : [],
  );
  return { system, address, auth: own, secrets: Object.fromEntries(set), policy };
}

function knownContracts(contracts: ContractBook, wanted: readonly string[]): ReadonlyMap<string, KnownContract> {
  const listed = contracts.list().map(({ name, title, schema, origin }) => [name, { title, schema, origin }] as const);
  const known = new Map<string, KnownContract>(listed);
  for (const name of wanted) {
    const removed = known.has(name) ? undefined : contracts.get(name);
    if (removed) known.set(name, { title: removed.title, schema: removed.schema, origin: 'removed' });
  }
  return known;
}
