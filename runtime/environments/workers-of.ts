import { hostname } from 'node:os';
import { type WorkerDocument, workerCollection } from '../engine/lease/worker-document.ts';
import { version } from '../observe/version.ts';
import type { Store } from '../store/store.ts';
import type { Environment } from './environment.ts';

/** A process that executes runs of an environment. */
export type ServingWorker = {
  readonly id: string;
  readonly kind: 'server' | 'worker';
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  /** Empty: all. */
  readonly lanes: readonly string[];
  readonly startedAt: string;
};

export type Workers = {
  /** All that are alive; asked of the store. */
  live(): Promise<readonly WorkerDocument[]>;
};

/** @param own this process, where it has the store for itself and leaves no lease there; null elsewhere */
export function createWorkers(store: Store, own: WorkerDocument | null): Workers {
  const workers = store.collection(workerCollection);
  return { live: async () => (own ? [own] : (await workers.find({ where: { state: 'live' }, limit: 1000 })).items) };
}

/** This process, where no other shares the store. */
export function aloneSince(startedAt: number): WorkerDocument {
  return {
    id: 'embedded',
    state: 'live',
    beat: 0,
    leaseMs: 0,
    kind: 'server',
    version,
    host: hostname(),
    pid: process.pid,
    envs: '',
    lanes: '',
    startedAt,
    seenAt: startedAt,
  };
}

/** Of the living those that were told to serve the environment, or to serve all. */
export function servingOf(env: string, live: readonly WorkerDocument[]): readonly ServingWorker[] {
  return live.flatMap(({ id, kind, host, pid, version, envs, lanes, startedAt }) =>
    kind !== 'intake' && (envs === '' || envs.split(',').includes(env))
      ? [{ id, kind, host, pid, version, lanes: lanes === '' ? [] : lanes.split(','), startedAt: new Date(startedAt).toISOString() }]
      : [],
  );
}

/** What somebody should look at; empty when all is well. */
export function warningsOf(environment: Pick<Environment, 'name' | 'title'>, serving: readonly ServingWorker[]): readonly string[] {
  if (serving.length === 0)
    return [
      `No worker serves ${environment.title}: messages are taken and kept, and nothing is executed. Start one with: crossdock worker --env ${environment.name}`,
    ];
  if (serving.every(({ lanes }) => lanes.length > 0)) {
    const lanes = [...new Set(serving.flatMap((worker) => worker.lanes))].sort().join(', ');
    return [`The workers of ${environment.title} serve only the lanes ${lanes}: what waits in other lanes is not executed.`];
  }
  return [];
}
