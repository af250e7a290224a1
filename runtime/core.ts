import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import { deriveKey } from './access/installation-key.ts';
import type { Clock } from './clock/clock.ts';
import type { ConnectionBook } from './connections/connection-book.ts';
import { openConnectionBook } from './connections/create-connection-book.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { Log } from './engine/log.ts';
import { createSeal } from './engine/run/seal.ts';
import { type Audit, createAudit } from './lifecycle/audit.ts';
import { createFlows } from './lifecycle/create-flows.ts';
import type { Environment } from './lifecycle/environments.ts';
import { type FlowKnowledge, flowKnowledge } from './lifecycle/flow-knowledge.ts';
import type { Flows } from './lifecycle/flows.ts';
import { type LiveDeployments, openDeployments } from './lifecycle/live-deployments.ts';
import { createVersions } from './lifecycle/versions.ts';
import type { RunQueue } from './queue/run-queue.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Blobs } from './store/blobs.ts';
import type { Store } from './store/store.ts';

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
  readonly clock: Clock;
  readonly log: Log;
  /** The installation's secret; every key is derived from it. */
  readonly secret: string;
  readonly environments: readonly Environment[];
  readonly registry: NodeRegistry;
  readonly contracts: readonly { readonly name: string }[];
};

/** The runtime without HTTP: what the server and the headless commands share. */
export type Core = {
  readonly audit: Audit;
  readonly connections: ConnectionBook;
  readonly deployments: LiveDeployments;
  readonly flows: Flows;
  readonly knowledge: FlowKnowledge;
  readonly engine: Engine;
};

/** Loads what the store holds and wires the parts. Nothing runs before `engine.start()`. */
export async function openCore(resources: CoreResources): Promise<Core> {
  const { store, clock, log, secret, registry } = resources;
  const audit = createAudit({ store, clock });
  const knowledge = flowKnowledge(registry.definitions, resources.contracts);
  const versions = createVersions({ store, clock });
  const [connections, deployments] = await Promise.all([
    openConnectionBook({ store, clock, audit, seal: createSeal(deriveKey(secret, 'connections')) }),
    openDeployments({ store, clock, versions, knowledge }),
  ]);
  const flows = createFlows({
    store,
    clock,
    audit,
    knowledge,
    versions,
    deployments,
    environments: resources.environments,
    connectionNames: connections.names,
  });
  const engine = createEngine({
    store,
    queue: resources.queue,
    blobs: resources.blobs,
    sandbox: resources.sandbox,
    clock,
    deployments,
    connections,
    secret: deriveKey(secret, 'runs'),
    log,
    definitions: registry,
  });
  return { audit, connections, deployments, flows, knowledge, engine };
}
