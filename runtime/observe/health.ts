import type { RunQueue } from '../queue/run-queue.ts';
import type { Store } from '../store/store.ts';
import { version } from './version.ts';

export type HealthState = {
  /** `degraded`: the store cannot be written at the moment. `stopping`: it takes nothing more. */
  readonly status: 'ok' | 'degraded' | 'stopping';
  readonly store: Store['kind'];
  readonly queue: RunQueue['kind'];
  readonly version: string;
};

export type Health = {
  /** Whether the process does its work: a supervisor restarts one that does not for long. */
  live(): Promise<HealthState>;
  /** Whether it should be given work: a balancer leaves out one that is stopping. */
  ready(): Promise<HealthState>;
  /** From now on it is not ready. */
  stopping(): void;
};

export function createHealth({ store, queue }: { readonly store: Store; readonly queue: RunQueue }): Health {
  let isStopping = false;
  const facts = { store: store.kind, queue: queue.kind, version };
  const live = async (): Promise<HealthState> => ({ status: (await isWritable(store)) ? 'ok' : 'degraded', ...facts });
  return {
    live,
    ready: async () => (isStopping ? { status: 'stopping', ...facts } : live()),
    stopping() {
      isStopping = true;
    },
  };
}

async function isWritable(store: Store): Promise<boolean> {
  try {
    await store.flush();
    return true;
  } catch {
    return false;
  }
}
