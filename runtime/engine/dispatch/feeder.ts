import type { Clock } from '../../clock/clock.ts';
import type { RunQueue } from '../../queue/run-queue.ts';
import type { Collection } from '../../store/store.ts';
import type { Log } from '../log.ts';
import type { RunDocument } from '../run/run-document.ts';

/**
 * Keeps a bounded window of due runs in the queue and tops it up from the store. So it is sweeper, retry timer and recovery in one, and a queue that lost
 * everything is full again at the next look.
 */
export type Feeder = {
  /** A run becomes due at this time, ms. */
  poke(at: number): void;
  /** Looks now; resolves when what is due is in the queue. */
  look(): Promise<void>;
  /** A run of this lane has left the queue: tops it up when it runs low. */
  taken(lane: string): void;
  /** Due runs per lane at the last look. */
  readonly due: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

/** Ids per lane in the queue. */
const queueWindow = 5000;
/** Looks are made at least so often, ms: what nobody told of is found too. */
const interval = 2000;

export function createFeeder(resources: {
  readonly clock: Clock;
  readonly runs: Collection<RunDocument>;
  readonly queue: RunQueue;
  readonly log: Log;
  /** Somebody has to take what is put into this lane. */
  readonly openLane: (lane: string) => void;
}): Feeder {
  const { clock, runs, queue, log } = resources;
  const due = new Map<string, number>();
  const left = new Map<string, number>();
  let cancelTimer: (() => void) | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let feeding: Promise<void> | undefined;
  let isStale = false;
  let isClosed = false;

  function poke(at: number): void {
    if (isClosed || at >= timerAt) return;
    if (at <= clock.now()) {
      setImmediate(() => void look());
      return;
    }
    cancelTimer?.();
    timerAt = at;
    cancelTimer = clock.after(at - clock.now(), () => {
      timerAt = Number.POSITIVE_INFINITY;
      void look();
    });
  }

  function look(): Promise<void> {
    // What became due while the store was being looked at is found by another look.
    if (feeding) isStale = true;
    feeding ??= feed()
      .catch((error: unknown) => log.error({ error: String(error) }, 'due runs could not be looked up; tried again in 2 s'))
      .finally(() => {
        feeding = undefined;
        const next = isStale ? clock.now() : clock.now() + interval;
        isStale = false;
        poke(next);
      });
    return feeding;
  }

  async function feed(): Promise<void> {
    if (isClosed) return;
    const now = clock.now();
    const { items } = await runs.find({
      where: { dueAt: { lte: now } },
      sort: { by: 'dueAt', direction: 'up' },
      limit: queueWindow,
      select: ['id', 'lane', 'dispatch', 'priority'],
    });
    due.clear();
    for (const { lane } of items) due.set(lane, (due.get(lane) ?? 0) + 1);
    for (const [lane, count] of due) {
      left.set(lane, count);
      resources.openLane(lane);
    }
    await queue.putMany(items.map(({ id, lane, dispatch, priority }) => ({ runId: id, lane, dispatch, priority })));
    const later = { where: { dueAt: { gt: now } }, sort: { by: 'dueAt', direction: 'up' }, limit: 1, select: ['id', 'dueAt'] } as const;
    const [next] = (await runs.find(later)).items;
    if (next?.dueAt) poke(next.dueAt);
  }

  return {
    poke,
    look,
    taken(lane) {
      const count = (left.get(lane) ?? 0) - 1;
      left.set(lane, count);
      // The window was full, so there may be more in the store.
      if (count === Math.floor(queueWindow / 10) && (due.get(lane) ?? 0) > count) void look();
    },
    due,
    async close() {
      isClosed = true;
      cancelTimer?.();
      await feeding;
    },
  };
}
