import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import type { WaitOutcome, WaitRequest } from '@crossdock/nodes/contract/wait';
import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import type { Connections } from '../connections/connections.ts';
import type { EnvironmentBook } from '../environments/environment-book.ts';
import type { Deployments } from '../lifecycle/deployments.ts';
import type { LookupTables } from '../lookups/lookup-tables.ts';
import type { RunQueue } from '../queue/run-queue.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import type { VariableSource } from '../variables/variable-source.ts';
import type { Transport } from './calls/http-transport.ts';
import type { Serves } from './dispatch/dispatcher.ts';
import type { Lease } from './lease/lease.ts';
import type { Log } from './log.ts';
import type { Contracts } from './plan/plan-cache.ts';
import type { SealSecrets } from './run/seal.ts';

/** How a wait ends in a rehearsal; null: nobody says it, so the record fails. */
export type EndOfWait = (nodeId: string, request: WaitRequest) => WaitOutcome | null;

/** What an engine works with: the seams of an installation, and how this process differs from others. */
export type EngineResources = {
  readonly store: Store;
  readonly queue: RunQueue;
  readonly blobs: Blobs;
  readonly sandbox: Sandbox;
  /** For chunks of big messages, so that they keep no small one waiting. Default: the same. */
  readonly chunkSandbox?: Sandbox | undefined;
  /** Bytes of a chunk. Default 512 KB. */
  readonly chunkBytes?: number | undefined;
  readonly clock: Clock;
  readonly deployments: Deployments;
  /** Default: none has limits or a retention of its own. */
  readonly environments?: Pick<EnvironmentBook, 'list' | 'removed' | 'get' | 'onChange'> | undefined;
  readonly connections: Connections;
  /** Default: the canonical ones. */
  readonly contracts?: Contracts | undefined;
  /** Takes over what other processes changed, before a version is compiled that this one has not seen. */
  readonly catchUp?: (() => Promise<unknown>) | undefined;
  /** What flows look things up in. Default: there are no tables. */
  readonly tables?: LookupTables | undefined;
  /** What expressions read as `vars`. Default: there are none. */
  readonly variables?: VariableSource | undefined;
  /** At least 32 bytes, for data at rest. */
  readonly secret: Uint8Array | SealSecrets;
  readonly log: Log;
  /** Default: this process has the store for itself. */
  readonly lease?: Lease;
  /** What this process executes. Default: everything. */
  readonly serves?: Serves;
  /** How other processes are told. Default: there are none. */
  readonly bulletin?: Bulletin;
  /** Whether this process fires schedules and polls. Default true. */
  readonly hasTriggers?: boolean;
  /** Whether the disk runs full, so that no more messages are accepted. Default: never. */
  readonly isDiskLow?: () => boolean;
  /** For a rehearsal: how the waits of a step end. Default: as they end. */
  readonly endOfWait?: EndOfWait | undefined;
  /** Default: real HTTP. */
  readonly transport?: Transport;
  readonly definitions: {
    definitionOf(type: string, version: number): NodeDefinition | undefined;
    upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown>;
  };
};
