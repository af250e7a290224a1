import type { Contract } from '@crossdock/flows/contracts/contract';
import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import { deriveKey } from './access/installation-key.ts';
import { createStillMay } from './access/still-may.ts';
import type { Audit } from './audit/audit.ts';
import { createAudit } from './audit/create-audit.ts';
import type { Board } from './board/board.ts';
import { createBoard } from './board/create-board.ts';
import type { Bulletin } from './bulletin/bulletin.ts';
import { localBulletin } from './bulletin/local-bulletin.ts';
import type { Clock } from './clock/clock.ts';
import { type Connecting, createConnecting } from './connections/connect/connecting.ts';
import type { ConnectionBook } from './connections/connection-book.ts';
import { type ConnectionCare, createConnectionCare } from './connections/connection-care.ts';
import { openConnectionBook } from './connections/create-connection-book.ts';
import { createTokenAsker, type TokenAsker } from './connections/tokens/ask-token.ts';
import { createTokenBook, type TokenBook } from './connections/tokens/token-book.ts';
import { createEgress, type Egress } from './egress/egress.ts';
import { httpTransport, type Transport } from './engine/calls/http-transport.ts';
import type { Serves } from './engine/dispatch/dispatcher.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { Lease } from './engine/lease/lease.ts';
import type { Log } from './engine/log.ts';
import { runCollection } from './engine/run/run-document.ts';
import { createSeal } from './engine/run/seal.ts';
import { createUpkeep } from './engine/upkeep.ts';
import type { EnvironmentBook } from './environments/environment-book.ts';
import { inTheWay } from './environments/in-the-way.ts';
import { openEnvironmentBook } from './environments/open-environment-book.ts';
import { aloneSince, createWorkers, type Workers } from './environments/workers-of.ts';
import { createFileBook, type FileBook } from './files/file-book.ts';
import { configurationOf } from './lifecycle/configuration.ts';
import type { ContractBook } from './lifecycle/contract-book.ts';
import { openContractBook } from './lifecycle/create-contract-book.ts';
import { createFlows } from './lifecycle/create-flows.ts';
import { createGuard } from './lifecycle/deployment-guard.ts';
import { type FlowKnowledge, flowKnowledge } from './lifecycle/flow-knowledge.ts';
import type { Flows } from './lifecycle/flows.ts';
import { type LiveDeployments, openDeployments } from './lifecycle/live-deployments.ts';
import type { HistoryEntry } from './lifecycle/live-state.ts';
import { partsOf } from './lifecycle/parts-of.ts';
import { createVersions } from './lifecycle/versions.ts';
import { openLookupBook } from './lookups/create-lookup-book.ts';
import type { LookupBook } from './lookups/lookup-book.ts';
import { createLookupTables } from './lookups/lookup-tables.ts';
import { createPromotions } from './promotion/create-promotions.ts';
import { promotionGuard } from './promotion/guard.ts';
import { createPolicies } from './promotion/policies.ts';
import { createPromotionBook } from './promotion/promotion-book.ts';
import type { Promotions } from './promotion/promotions.ts';
import { createBundleRehearsal } from './promotion/rehearse-bundle.ts';
import { createStages } from './promotion/shadow/shadow-stage.ts';
import { createStillAble } from './promotion/still-able.ts';
import type { RunQueue } from './queue/run-queue.ts';
import { createPinBook, type PinBook } from './rehearsal/pins.ts';
import { createRehearsal, type Rehearsal } from './rehearsal/rehearse.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Blobs } from './store/blobs.ts';
import type { Store } from './store/store.ts';
import { openVariableBook } from './variables/open-variable-book.ts';
import type { VariableBook } from './variables/variable-book.ts';
import { createVault } from './vault/envelope.ts';
import type { Rekeyed } from './vault/keep-secrets.ts';
import type { Keyring } from './vault/keyring.ts';
import { sealSecrets } from './vault/seal-secrets.ts';
import { noSecretSources, type SecretSources } from './vault/secret-sources.ts';

export type NodeRegistry = {
  readonly definitions: readonly NodeDefinition[];
  definitionOf(type: string, version: number): NodeDefinition | undefined;
  upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown>;
};

export type CoreResources = {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly queue: RunQueue;
  readonly sandbox: Sandbox;
  /** For chunks of big messages. Default: the same. */
  readonly chunkSandbox?: Sandbox | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly keyring: Keyring;
  /** Where connections read secrets that lie outside. Default: nowhere. */
  readonly secretSources?: SecretSources | undefined;
  /** The way out. Default: without a word of the installation. */
  readonly egress?: Egress | undefined;
  readonly registry: NodeRegistry;
  /** The canonical ones. */
  readonly contracts: readonly Contract[];
  /** Default: this process has the store for itself. */
  readonly lease?: Lease | undefined;
  readonly serves?: Serves | undefined;
  /** Whether this process fires schedules and polls. Default true. */
  readonly hasTriggers?: boolean;
  readonly isDiskLow?: (() => boolean) | undefined;
  readonly bulletin?: Bulletin | undefined;
};

/** The runtime without HTTP: what the server and the headless commands share. */
export type Core = {
  readonly audit: Audit;
  readonly connections: ConnectionBook;
  readonly connectionCare: ConnectionCare;
  readonly connecting: Connecting;
  /** What seals secrets anew when there is another root key. */
  readonly kept: readonly Rekeyed[];
  /** Tokens that connections got in exchange for their credentials. */
  readonly tokens: TokenBook;
  readonly lookups: LookupBook;
  readonly variables: VariableBook;
  readonly contracts: ContractBook;
  readonly deployments: LiveDeployments;
  readonly environments: EnvironmentBook;
  /** What runs where. */
  board(): Promise<Board>;
  readonly workers: Workers;
  readonly flows: Flows;
  readonly knowledge: FlowKnowledge;
  readonly pins: PinBook;
  readonly rehearsal: Rehearsal;
  readonly promotions: Promotions;
  /** Environments as files: export, plan, apply, drift. */
  readonly files: FileBook;
  readonly engine: Engine;
  /** Takes over what other processes have deployed and changed up to now, for whoever is about to look at it or build on it. */
  catchUp(): Promise<void>;
  /** Says what may be deployed where; it lets everything through until one is put in its place. */
  readonly guard: ReturnType<typeof createGuard>;
  /** Makes scheduled deployments when they come due, and ends pauses. For servers. Returns the way to stop. */
  keepTime(): () => Promise<void>;
  /** Follows what other processes deploy and change. Returns the way to stop. */
  follow(): () => Promise<void>;
};

/** Loads what the store holds and wires the parts. Nothing runs before `engine.start()`. */
export async function openCore(resources: CoreResources): Promise<Core> {
  const { store, clock, log, keyring, registry, bulletin } = resources;
  const secret = keyring.first;
  const vault = createVault(keyring.forVault);
  const egress = resources.egress ?? createEgress();
  const asker = createTokenAsker(egress);
  const tokens = createTokenBook({ store, clock, vault, asker, tell: (id) => bulletin?.publish('tokens', id) });
  const transport = closingToo(httpTransport({ egress, tokens }), asker);
  const audit = createAudit({ store, clock, key: deriveKey(secret, 'audit') });
  const contracts = await openContractBook({
    store,
    clock,
    audit,
    canonical: resources.contracts,
    tell: () => bulletin?.publish('contracts', ''),
  });
  const environments = await openEnvironmentBook({
    store,
    audit,
    inTheWay: (env) => inTheWay(env, { runs: store.collection(runCollection), deployments, connections, lookups, variables }),
    tell: () => bulletin?.publish('environments', ''),
  });
  const policies = createPolicies({ store, audit, environments });
  const knowledge = flowKnowledge(registry.definitions, contracts);
  const versions = createVersions({ store, clock });
  const [lookups, variables, connections, deployments] = await Promise.all([
    openLookupBook({ store, clock, audit, tell: () => bulletin?.publish('lookups', '') }),
    openVariableBook({ store, clock, audit, tell: () => bulletin?.publish('variables', '') }),
    openConnectionBook({
      store,
      clock,
      audit,
      seal: createSeal(deriveKey(secret, 'connections')),
      vault,
      egress,
      sources: resources.secretSources ?? noSecretSources,
      tell: () => bulletin?.publish('connections', ''),
    }),
    openDeployments({
      store,
      clock,
      versions,
      knowledge,
      tell: () => bulletin?.publish('deployments', ''),
      onNews: (...news) => remember(...news),
    }),
  ]);
  const guard = createGuard();
  const flows = createFlows({
    store,
    clock,
    audit,
    knowledge,
    versions,
    deployments,
    environments,
    connectionNames: connections.names,
    lookups,
    variables,
    guard,
    bulletin,
  });
  const tables = createLookupTables(lookups);
  const engine = createEngine({
    store,
    queue: resources.queue,
    blobs: resources.blobs,
    sandbox: resources.sandbox,
    chunkSandbox: resources.chunkSandbox,
    clock,
    transport,
    deployments,
    environments,
    connections,
    tables,
    variables,
    contracts,
    ...(resources.lease && { catchUp: () => Promise.all([contracts.reload(), connections.reload(), variables.reload()]) }),
    secret: sealSecrets(keyring, 'runs'),
    log,
    definitions: registry,
    ...(resources.lease && { lease: resources.lease }),
    ...(resources.serves && { serves: resources.serves }),
    ...(bulletin && { bulletin }),
    hasTriggers: resources.hasTriggers ?? true,
    ...(resources.isDiskLow && { isDiskLow: resources.isDiskLow }),
  });
  const rehearsalOptions = {
    live: () => httpTransport({ egress, tokens }),
    sandbox: resources.sandbox,
    isCalling: ({ type, version }: { readonly type: string; readonly version: number }) =>
      ['effect', 'read'].includes(knowledge.catalog.get(type, version)?.kind ?? ''),
    contracts,
    connections: connections.open,
    variables,
    definitions: registry,
    // Somebody waits for the report, and their browser for 10 s.
    patienceMs: 8000,
  };
  const rehearsal = createRehearsal({ ...rehearsalOptions, tables });
  const reload = {
    keys: () => keyring.reload(),
    contracts: () => contracts.reload(),
    lookups: () => lookups.reload(),
    variables: () => variables.reload(),
    environments: () => environments.reload(),
    connections: () => connections.reload(),
    // A flow that comes may name a contract or a connection that came with it.
    async deployments() {
      await Promise.all([contracts.reload(), connections.reload()]);
      await deployments.reload();
    },
  };
  const topics = ['keys', 'contracts', 'lookups', 'variables', 'environments', 'connections', 'deployments'] as const;
  /** Hears at once of what others changed, and looks every few seconds whether it missed something. */
  function follow(): () => Promise<void> {
    if (!resources.lease || !bulletin) return async () => {};
    const stopTokens = bulletin.subscribe('tokens', tokens.heard);
    const stops = topics.map((topic) =>
      bulletin.subscribe(topic, () => {
        reload[topic]().catch((error: unknown) =>
          log.warn({ topic, error: String(error) }, 'could not be read again; tried again in 10 s'),
        );
      }),
    );
    const upkeep = createUpkeep({
      clock,
      log,
      tasks: topics.map((name) => ({ name, everyMs: 10_000, run: reload[name] })),
    });
    upkeep.start();
    return async () => {
      stopTokens();
      for (const stop of stops) stop();
      await upkeep.close();
    };
  }
  /** What came into an environment is what it should be from now on. In development things are changed by hand all the time. */
  async function remember(env: string, news: readonly HistoryEntry[]): Promise<void> {
    const brought = news.filter(({ kind }) => kind === 'deploy' || kind === 'rollback' || kind === 'withdraw');
    if (brought.length === 0 || environments.get(env)?.class === 'dev') return;
    const parts = brought.flatMap(({ flow, configuration }) => partsOf(flow, configuration));
    await files
      .remember(env, parts, brought[0]?.by ?? '')
      .catch((error: unknown) =>
        log.warn({ env, error: String(error) }, 'what was deployed could not be remembered; drift is not told of it'),
      );
  }
  function keepTime(): () => Promise<void> {
    const upkeep = createUpkeep({ clock, log, tasks: [{ name: 'scheduled deployments', everyMs: 1000, run: flows.makeDue }] });
    upkeep.start();
    return upkeep.close;
  }
  async function catchUp(): Promise<void> {
    if (resources.lease)
      await Promise.all([
        reload.contracts(),
        reload.lookups(),
        reload.variables(),
        reload.environments(),
        reload.connections(),
        reload.deployments(),
      ]);
  }
  const connectionCare = createConnectionCare({ store, clock, audit, egress, transport, tokens, connections });
  guard.use(promotionGuard({ policies, environments }));
  const promotions = createPromotions({
    store,
    clock,
    log,
    audit,
    bulletin: bulletin ?? localBulletin({ log }),
    environments,
    policies,
    versions,
    deployments,
    knowledge,
    lookups,
    contracts,
    connections,
    care: connectionCare,
    variables,
    rehearsal: createBundleRehearsal(rehearsalOptions, lookups),
    openShadowStage: createStages({ ...rehearsalOptions, sandbox: resources.chunkSandbox ?? resources.sandbox }, lookups),
    isCalling: rehearsalOptions.isCalling,
    configurationOf: (env, flow) => configurationOf({ knowledge, lookups, variables }, env, flow),
    runs: engine,
    stillAble: createStillAble({ store, environments }),
    stillMay: createStillMay({ store, environments }),
    remember: async (env, parts, by) => (environments.get(env)?.class === 'dev' ? undefined : files.remember(env, parts, by)),
    catchUp,
  });
  const files: FileBook = createFileBook({
    store,
    clock,
    audit,
    environments,
    policies,
    flows,
    deployments,
    knowledge,
    lookups,
    contracts,
    connections,
    variables,
    promotions,
    isAlone: !resources.lease,
    catchUp,
  });
  return {
    follow,
    keepTime,
    guard,
    catchUp,
    promotions,
    files,
    audit,
    connections,
    kept: [connections, tokens],
    connectionCare,
    connecting: createConnecting({ store, clock, vault, audit, connections, tokens, asker }),
    tokens,
    lookups,
    variables,
    contracts,
    deployments,
    environments,
    board: createBoard({
      clock,
      environments,
      flows,
      deployments,
      runs: engine,
      lookups,
      variables,
      connections,
      contracts,
      knowledge,
      files,
      promotions: createPromotionBook({ store, clock }),
    }),
    workers: createWorkers(store, resources.lease ? null : aloneSince(clock.now())),
    flows,
    knowledge,
    pins: createPinBook({ store, clock, audit }),
    rehearsal,
    engine,
  };
}

function closingToo(transport: Transport, asker: TokenAsker): Transport {
  return {
    ...transport,
    async close() {
      await transport.close();
      await asker.close();
    },
  };
}
