import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../../clock/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Log } from '../log.ts';
import { type WorkerDocument, workerCollection } from './worker-document.ts';

/**
 * One lease per process; every run it holds hangs on it. While it is not held nothing may be sent, because another worker may already have taken the runs
 * over; nothing that is still written counts then, because each take-over raises the run's token.
 */
export type Lease = {
  /** Under this id it owns runs; a new one after the lease was lost. */
  readonly workerId: string;
  /** Others take over when it stands still for so long; Infinity when there are none. */
  readonly leaseMs: number;
  isHeld(): boolean;
  /** For how long it is held without another heartbeat; Infinity when nobody else can take over. */
  remainingMs(): number;
  /** Aborted when the lease runs out or is lost; a new one once it is held again. */
  readonly lost: AbortSignal;
  /** Begins to hold it. */
  start(): Promise<void>;
  /** Lets go, so that others need not wait for it to run out. */
  close(): Promise<void>;
};

/** A worker whose counter stands still for so long counts as dead, unless it was told another time. Milliseconds. */
export const usualLease = 15_000;
/** Of a lease, nothing is begun in the last fifth: the clocks of two machines do not run alike, and a request takes its time to leave. The heartbeat comes as often. */
const part = 1 / 5;

/** For a store that this process alone has, by a lock on its folder. */
export function soleLease(): Lease {
  return {
    workerId: 'embedded',
    leaseMs: Number.POSITIVE_INFINITY,
    isHeld: () => true,
    remainingMs: () => Number.POSITIVE_INFINITY,
    lost: new AbortController().signal,
    start: async () => {},
    close: async () => {},
  };
}

export function sharedLease(given: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Default: 15,000. */
  readonly leaseMs?: number;
  /** What it serves, for people to see. */
  readonly serves: {
    readonly envs: readonly string[];
    readonly lanes: readonly string[];
    readonly kind: WorkerDocument['kind'];
    readonly version: string;
  };
}): Lease {
  const { clock, log, leaseMs = usualLease } = given;
  const workers = given.store.collection(workerCollection);
  let workerId = newId();
  let beat = 0;
  let heldUntil = 0;
  let lost = new AbortController();
  let cancelBeat: (() => void) | undefined;
  let cancelEnd: (() => void) | undefined;
  let beating: Promise<void> | undefined;
  let isClosed = false;

  function held(since: number): void {
    heldUntil = since + leaseMs * (1 - part);
    if (lost.signal.aborted) lost = new AbortController();
    cancelEnd?.();
    const { signal } = lost;
    cancelEnd = clock.after(heldUntil - clock.monotonic(), () => {
      if (signal === lost.signal && clock.monotonic() >= heldUntil) lost.abort();
    });
  }

  async function register(): Promise<void> {
    const since = clock.monotonic();
    const { envs, lanes, kind, version } = given.serves;
    await workers.insert({
      id: workerId,
      state: 'live',
      beat: 0,
      leaseMs,
      kind,
      version,
      host: hostname(),
      pid: process.pid,
      envs: envs.join(','),
      lanes: lanes.join(','),
      startedAt: clock.now(),
      seenAt: clock.now(),
    });
    beat = 0;
    held(since);
  }

  async function renew(): Promise<void> {
    // Counted from before the write: the others cannot have seen it earlier.
    const since = clock.monotonic();
    beat++;
    if (await workers.update(workerId, { where: { state: 'live' }, set: { beat, seenAt: clock.now() } })) return held(since);
    heldUntil = 0;
    lost.abort();
    log.error({ worker: workerId }, 'this process stood still for so long that others took its runs over; it goes on under a new name');
    workerId = newId();
    await register();
  }

  function beatLater(): void {
    if (isClosed) return;
    cancelBeat = clock.after(leaseMs * part, () => {
      beating = renew()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the heartbeat could not be written; tried again soon'))
        .finally(beatLater);
    });
  }

  return {
    leaseMs,
    get workerId() {
      return workerId;
    },
    get lost() {
      return lost.signal;
    },
    isHeld: () => clock.monotonic() < heldUntil,
    remainingMs: () => Math.max(0, heldUntil - clock.monotonic()),
    async start() {
      await register();
      beatLater();
    },
    async close() {
      isClosed = true;
      cancelBeat?.();
      cancelEnd?.();
      await beating;
      await workers.update(workerId, { where: { state: 'live' }, set: { state: 'gone', seenAt: clock.now() } }).catch(() => false);
      heldUntil = 0;
    },
  };
}

function newId(): string {
  return `${hostname().slice(0, 40)}-${process.pid}-${randomUUID().slice(0, 8)}`;
}
