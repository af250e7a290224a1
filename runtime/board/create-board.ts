import { contractUses } from '@crossdock/flows/check/contract-uses';
import type { Clock } from '../clock/clock.ts';
import type { ConnectionBook } from '../connections/connection-book.ts';
import type { RunService } from '../engine/run-service.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { FileBook } from '../files/file-book.ts';
import { configurationOf } from '../lifecycle/configuration.ts';
import type { ContractBook } from '../lifecycle/contract-book.ts';
import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import type { Flows } from '../lifecycle/flows.ts';
import type { LiveDeployments } from '../lifecycle/live-deployments.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { PromotionBook } from '../promotion/promotion-book.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import type { Board, DriftLine } from './board.ts';
import { flowLines, type OpenRequest } from './flow-lines.ts';
import { contractLines, lookupLines } from './thing-lines.ts';

export type BoardResources = {
  readonly clock: Clock;
  readonly environments: Pick<EnvironmentBook, 'list'>;
  readonly flows: Pick<Flows, 'list'>;
  readonly deployments: LiveDeployments;
  readonly runs: Pick<RunService, 'flowCounts'>;
  readonly lookups: Pick<LookupBook, 'list' | 'current'>;
  readonly variables: Pick<VariableBook, 'list' | 'values'>;
  readonly connections: Pick<ConnectionBook, 'list'>;
  readonly contracts: Pick<ContractBook, 'list' | 'names'>;
  readonly knowledge: FlowKnowledge;
  readonly files: Pick<FileBook, 'hashes' | 'drift' | 'knownRevisions'>;
  readonly promotions: Pick<PromotionBook, 'list'>;
};

type Contents = { readonly hashes: ReadonlyMap<string, string>; readonly drift: readonly DriftLine[] };

/** Open requests looked at; there are never so many. */
const requestsRead = 500;

/** What runs where. Of the store it asks for the flows, the open exceptions and the open requests, whatever their number; contents are compared only after a change. */
export function createBoard(resources: BoardResources): () => Promise<Board> {
  const { clock, environments, deployments, lookups, variables, connections, contracts, knowledge, files } = resources;
  const compared = new Map<string, { readonly mark: string; readonly contents: Promise<Contents> }>();

  /** Differs whenever anything in the environment was changed, or is to be otherwise. */
  function markOf(env: string, known: number): string {
    const state = deployments.stateOf(env);
    return JSON.stringify([
      known,
      Object.entries(state.flows).map(([flow, { version, number }]) => [flow, version, number]),
      lookups.list(env).map(({ name, version }) => [name, version]),
      variables.list(env).map(({ name, revision }) => [name, revision]),
      connections.list(env).map(({ name, updatedAt }) => [name, updatedAt]),
      contracts.names().length,
      environments.list().find(({ name }) => name === env),
    ]);
  }

  async function compare(env: string): Promise<Contents> {
    const [hashes, drift] = await Promise.all([files.hashes(env), files.drift(env)]);
    return {
      hashes: new Map(hashes.filter(({ kind }) => kind === 'lookup').map(({ name, hash }) => [name, hash])),
      drift: drift.map((one) => ({ env, ...one })),
    };
  }

  function contentsOf(env: string, known: number): Promise<Contents> {
    const mark = markOf(env, known);
    const before = compared.get(env);
    if (before?.mark === mark) return before.contents;
    const contents = compare(env);
    compared.set(env, { mark, contents });
    contents.catch(() => compared.delete(env));
    return contents;
  }

  /** By environment and kind, then by name. */
  async function openRequests(): Promise<ReadonlyMap<string, ReadonlyMap<string, OpenRequest>>> {
    const found = new Map<string, Map<string, OpenRequest>>();
    // Newest first; the oldest open one is shown.
    for (const { id, to, items, state, scheduledFor } of (await resources.promotions.list({ isOpen: true, limit: requestsRead })).items)
      for (const { kind, name } of items) {
        const key = `${to} ${kind}`;
        found.set(
          key,
          (found.get(key) ?? new Map<string, OpenRequest>()).set(name, { id, scheduledFor: state === 'scheduled' ? scheduledFor : null }),
        );
      }
    return found;
  }

  /** Flows that read something which was changed by hand, and those that are another version than was promoted. */
  function driftedFlows(env: string, drift: readonly DriftLine[]): ReadonlySet<string> {
    if (drift.length === 0) return new Set();
    const has = (kind: DriftLine['kind'], names: readonly string[]) => drift.some((one) => one.kind === kind && names.includes(one.name));
    const live = deployments.current().filter((deployed) => deployed.env === env);
    return new Set(
      live.flatMap(({ flow }) => {
        const uses = configurationOf({ knowledge, lookups, variables }, env, flow);
        const isDrifted =
          has('flow', [flow.id]) ||
          has('lookup', Object.keys(uses.lookups)) ||
          has('variable', Object.keys(uses.variables)) ||
          has('connection', uses.connections);
        return isDrifted ? [`${env}/${flow.id}`] : [];
      }),
    );
  }

  return async () => {
    const envs = environments.list().map(({ name }) => name);
    const known = await files.knownRevisions();
    const [rows, counts, requests, contents] = await Promise.all([
      resources.flows.list(),
      Promise.all(envs.map((env) => resources.runs.flowCounts(env))),
      openRequests(),
      Promise.all(envs.map((env) => contentsOf(env, known.get(env) ?? 0))),
    ]);
    const columns = envs.map((env, i) => {
      const { hashes, drift } = contents[i] as Contents;
      return { env, hashes, drift, counts: counts[i] as NonNullable<(typeof counts)[number]> };
    });
    return {
      flows: flowLines(
        rows,
        columns.map(({ env, drift, counts: ofFlows }) => ({
          env,
          state: deployments.stateOf(env),
          counts: ofFlows,
          requests: requests.get(`${env} flow`) ?? new Map(),
          drifted: driftedFlows(env, drift),
        })),
        clock.now(),
      ),
      lookups: lookupLines(
        columns.map(({ env, hashes, drift }) => ({
          env,
          hashes,
          lookups: lookups.list(env),
          drifted: new Set(drift.filter(({ kind }) => kind === 'lookup').map(({ name }) => name)),
          requests: new Set(requests.get(`${env} lookup`)?.keys()),
        })),
      ),
      contracts: contractLines(
        contracts.list(),
        envs.map((env) => ({
          env,
          used: new Set(
            deployments.current().flatMap((deployed) => (deployed.env === env ? contractUses(deployed.flow, knowledge.catalog) : [])),
          ),
        })),
      ),
      drift: columns.flatMap(({ drift }) => drift),
    };
  };
}
