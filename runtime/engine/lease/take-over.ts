import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { Collection, Store } from '../../store/store.ts';
import { due } from '../dispatch/due.ts';
import type { Log } from '../log.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { Lease } from './lease.ts';
import { type WorkerDocument, workerCollection } from './worker-document.ts';

/** Watches the other workers, and makes the runs of those that died due again. */
export type TakeOver = {
  /** One look; resolves to the number of runs taken over. */
  look(): Promise<number>;
};

/** The dead are remembered for a day: one that was only asleep may still claim a run under its old name. */
const remembered = 86_400_000;

export function createTakeOver(resources: {
  readonly store: Store;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  readonly log: Log;
  readonly lease: Lease;
  /** Runs became due. */
  readonly onTaken: () => void;
}): TakeOver {
  const { runs, clock, log, lease } = resources;
  const workers = resources.store.collection(workerCollection);
  /** When each counter was first seen where it stands, on this process's monotonic clock. */
  const seen = new Map<string, { readonly beat: number; readonly since: number }>();

  async function all(state: WorkerDocument['state']): Promise<readonly WorkerDocument[]> {
    return (await workers.find({ where: { state }, limit: 1000 })).items;
  }

  async function bury(worker: WorkerDocument): Promise<void> {
    const before = seen.get(worker.id);
    if (before?.beat !== worker.beat) {
      seen.set(worker.id, { beat: worker.beat, since: clock.monotonic() });
      return;
    }
    if (clock.monotonic() - before.since < worker.leaseMs) return;
    if (await workers.update(worker.id, { where: { state: 'live', beat: worker.beat }, set: { state: 'dead', seenAt: clock.now() } }))
      log.warn({ worker: worker.id, host: worker.host, pid: worker.pid }, 'a worker died; its runs are taken over');
  }

  async function look(): Promise<number> {
    for (const worker of await all('live')) if (worker.id !== lease.workerId) await bury(worker);
    let count = 0;
    for (const worker of [...(await all('dead')), ...(await all('gone'))]) {
      seen.delete(worker.id);
      count += await orphan(runs, worker.id, clock.now());
      if (worker.seenAt < clock.now() - remembered) await workers.remove(worker.id);
    }
    if (count > 0) resources.onTaken();
    return count;
  }

  return { look };
}

/** Makes the runs of an owner due, as orphans; each by compare-and-set, which raises its token. Resolves to how many. */
export async function orphan(runs: Collection<RunDocument>, owner: string | { readonly not: null }, now: number): Promise<number> {
  let count = 0;
  for (;;) {
    const { items } = await runs.find({
      where: { owner },
      limit: 1000,
      select: ['id', 'token', 'owner', 'dispatch', 'env', 'lane', 'priority'],
    });
    if (items.length === 0) return count;
    const taken = await Promise.all(
      items.map((run) =>
        runs.update(run.id, {
          where: { token: run.token, owner: run.owner },
          set: { owner: null, ...due(run, now), isOrphan: 1, token: run.token + 1, dispatch: run.dispatch + 1, writeId: randomUUID() },
        }),
      ),
    );
    count += taken.filter(Boolean).length;
  }
}
