import type { Clock } from '../../clock/clock.ts';
import { QueueUnavailable } from '../../queue/queue-unavailable.ts';
import type { RunQueue } from '../../queue/run-queue.ts';
import type { Collection } from '../../store/store.ts';
import type { Log } from '../log.ts';
import type { RunDocument } from '../run/run-document.ts';
import { queueOf } from './due.ts';
import type { Lanes } from './lanes.ts';

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
  /** Due runs per lane (`env/lane`) at the last look. */
  readonly due: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

/** Ids per lane in the queue. */
const queueWindow = 5000;
/** As long as fewer are due in all, one query finds them. */
const glance = 1000;
/** Looks are made at least so often, ms: what nobody told of is found too. */
const interval = 2000;
/** A lane's backlog is counted up to here. */
const countedUpTo = 1_000_000;

type DueRun = Pick<RunDocument, 'id' | 'env' | 'lane' | 'dispatch' | 'priority'>;
const needed = ['id', 'env', 'lane', 'dispatch', 'priority'] as const;

export function createFeeder(resources: {
  readonly clock: Clock;
  readonly runs: Collection<RunDocument>;
  readonly queue: RunQueue;
  readonly log: Log;
  readonly lanes: Lanes;
  /** Whether this process feeds the queue. One does where the queue is shared; the others only count. */
  readonly isFeeding: () => boolean;
  /** Somebody has to take what is put into this lane. */
  readonly openLane: (lane: string) => void;
  /** Whether anybody who takes from this queue executes runs of this lane: in a queue that others do not see, what nobody takes would stay for ever. */
  readonly isTaken: (lane: Pick<RunDocument, 'env' | 'lane'>) => boolean;
}): Feeder {
  const { clock, runs, queue, log, lanes } = resources;
  let due = new Map<string, number>();
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
      .catch((error: unknown) => {
        // The queue has said itself that it is away; to look again at once would find it so.
        if (error instanceof QueueUnavailable) isStale = false;
        else log.error({ error: String(error) }, 'due runs could not be looked up; tried again in 2 s');
      })
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
      limit: glance,
      select: needed,
    });
    if (items.length < glance) {
      due = new Map();
      for (const run of items) due.set(queueOf(run), (due.get(queueOf(run)) ?? 0) + 1);
      await put(items);
    } else await topUp(now);
    const later = { where: { dueAt: { gt: now } }, sort: { by: 'dueAt', direction: 'up' }, limit: 1, select: ['id', 'dueAt'] } as const;
    const [next] = (await runs.find(later)).items;
    if (next?.dueAt) poke(next.dueAt);
  }

  /** Lane by lane and the urgent first, so that one with a long backlog takes no room from the others. */
  async function topUp(now: number): Promise<void> {
    const counted = new Map<string, number>();
    for (const lane of lanes.all()) {
      const depth = resources.isFeeding() ? await queue.depth(lane.name) : queueWindow;
      let room = depth > queueWindow / 2 ? 0 : queueWindow;
      let count = 0;
      for (const ready of lane.ready) {
        const where = { ready, dueAt: { lte: now } };
        const { items } =
          room > 0 ? await runs.find({ where, sort: { by: 'dueAt', direction: 'up' }, limit: room, select: needed }) : { items: [] };
        room -= items.length;
        if (items.length > 0) await put(items);
        count += items.length > 0 && room > 0 ? items.length : await runs.count(where, countedUpTo);
      }
      if (count > 0) counted.set(lane.name, count);
    }
    due = counted;
  }

  async function put(items: readonly DueRun[]): Promise<void> {
    for (const [lane, count] of countsOf(items)) {
      left.set(lane, count);
      resources.openLane(lane);
    }
    if (!resources.isFeeding()) return;
    await queue.putMany(
      items.filter(resources.isTaken).map((run) => ({ runId: run.id, lane: queueOf(run), dispatch: run.dispatch, priority: run.priority })),
    );
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
    get due() {
      return due;
    },
    async close() {
      isClosed = true;
      cancelTimer?.();
      await feeding;
    },
  };
}

function countsOf(items: readonly DueRun[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const run of items) counts.set(queueOf(run), (counts.get(queueOf(run)) ?? 0) + 1);
  return counts;
}
