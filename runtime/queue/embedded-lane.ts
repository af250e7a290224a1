import type { Clock } from '../clock/clock.ts';
import { heap } from './heap.ts';
import { checkedPutOptions, type PutOptions } from './put-options.ts';
import type { Consumer, QueuedRun } from './run-queue.ts';

/**
 * One lane: jobs that are due start by priority and within it in the order in which they became due, at most as many at once as its consumers allow.
 * A job is known from its put until its handler has ended; until then another put of it changes nothing.
 */
export type EmbeddedLane = {
  put(job: QueuedRun, options?: PutOptions): void;
  consume(concurrency: number, handle: (job: QueuedRun) => Promise<void>): Consumer;
  depth(): number;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
};

type Entry = {
  readonly id: string;
  readonly job: QueuedRun;
  readonly priority: number /** Monotonic, ms. */;
  readonly at: number;
  number: number;
};
type Worker = { readonly concurrency: number; readonly handle: (job: QueuedRun) => Promise<void>; running: number; onIdle: (() => void)[] };

export function embeddedLane(clock: Clock): EmbeddedLane {
  const due = heap<Entry>((a, b) => a.priority - b.priority || a.number - b.number);
  const later = heap<Entry>((a, b) => a.at - b.at || a.number - b.number);
  const known = new Set<string>();
  const workers: Worker[] = [];
  let number = 0;
  let isPaused = false;
  let isClosed = false;
  let willStart = false;
  let cancelWake: (() => void) | null = null;

  /** In a microtask, so that jobs put together are in order before the first one starts. */
  function startSoon(): void {
    if (willStart || workers.length === 0) return;
    willStart = true;
    queueMicrotask(() => {
      willStart = false;
      startDue();
    });
  }

  function startDue(): void {
    while (!isPaused && !isClosed) {
      const worker = workers.find((one) => one.running < one.concurrency);
      const entry = worker && due.pop();
      if (!entry) return;
      void handle(worker, entry);
    }
  }

  async function handle(worker: Worker, { id, job }: Entry): Promise<void> {
    worker.running += 1;
    try {
      await worker.handle(job);
    } catch {
      // The feeder knows from the store what became of the run.
    }
    known.delete(id);
    worker.running -= 1;
    if (worker.running === 0) for (const resolve of worker.onIdle.splice(0)) resolve();
    startSoon();
  }

  function setWake(): void {
    cancelWake?.();
    const next = later.first();
    cancelWake = next ? clock.after(Math.max(0, next.at - clock.monotonic()), wake) : null;
  }

  function wake(): void {
    const now = clock.monotonic();
    for (let entry = later.first(); entry && entry.at <= now; entry = later.first()) {
      later.pop();
      entry.number = number++;
      due.push(entry);
    }
    setWake();
    startSoon();
  }

  async function drain(worker: Worker): Promise<void> {
    if (worker.running > 0) await new Promise<void>((resolve) => worker.onIdle.push(resolve));
  }

  return {
    put(job, options) {
      const { delay, priority } = checkedPutOptions(options);
      const id = `${job.runId}-${job.dispatch}`;
      if (known.has(id)) return;
      known.add(id);
      const entry = { id, job, priority, at: clock.monotonic() + delay, number: number++ };
      if (delay === 0) {
        due.push(entry);
        startSoon();
      } else {
        later.push(entry);
        if (later.first() === entry) setWake();
      }
    },
    consume(concurrency, handle) {
      const worker: Worker = { concurrency, handle, running: 0, onIdle: [] };
      workers.push(worker);
      startSoon();
      return {
        close() {
          const index = workers.indexOf(worker);
          if (index >= 0) workers.splice(index, 1);
          return drain(worker);
        },
      };
    },
    depth: () => due.size() + later.size(),
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      startSoon();
    },
    async close() {
      isClosed = true;
      cancelWake?.();
      await Promise.all(workers.map(drain));
    },
  };
}
