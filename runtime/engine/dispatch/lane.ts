import { type Share, withoutLimit } from './share.ts';

type Task = () => Promise<void>;

/** A bulkhead in memory: starts at most `width` tasks at once, keeps a bounded number waiting; of those the most urgent first, and the oldest of these. */
export type Lane = {
  /** Whether another task fits. */
  hasRoom(): boolean;
  /** @param priority 0 (first) to 9 */
  start(task: Task, priority: number): void;
  /** Resolves when the task has ended; not at all when it never starts. */
  run(task: Task, priority: number): Promise<void>;
  readonly waiting: number;
  /** Its limits may have grown: starts what may start now. */
  fit(): void;
  /** Starts nothing more; resolves when the tasks under way have ended. Returns how many never started. */
  close(): Promise<number>;
};

/**
 * @param width asked each time, so that it may change
 * @param share what it has in common with other lanes; default: nothing
 */
export function createLane(width: () => number, room: number, share: Share = withoutLimit): Lane {
  /** By priority; made as they are needed. */
  const lines: (Line | undefined)[] = [];
  let waiting = 0;
  let running = 0;
  let isClosed = false;
  let drained: (() => void) | undefined;

  const next = () => {
    while (running < width() && waiting > 0 && !isClosed) {
      if (!share.take()) {
        share.wait(next);
        break;
      }
      const line = lines.find((one) => one !== undefined && one.length > 0);
      const task = line?.shift();
      waiting--;
      begin(task as Task);
    }
    if (running === 0) drained?.();
  };
  const begin = (task: Task) => {
    running++;
    void task().finally(() => {
      running--;
      share.give();
      next();
    });
  };
  const start = (task: Task, priority: number) => {
    if (waiting === 0 && running < width() && !isClosed && share.take()) return begin(task);
    const line = lines[priority] ?? new Line();
    lines[priority] = line;
    line.push(task);
    waiting++;
    next();
  };

  return {
    hasRoom: () => !isClosed && waiting < room,
    start,
    fit: next,
    run: (task, priority) => new Promise((resolve) => start(() => task().finally(resolve), priority)),
    get waiting() {
      return waiting;
    },
    async close() {
      isClosed = true;
      if (running > 0) await new Promise<void>((resolve) => (drained = resolve));
      return waiting;
    },
  };
}

/** First in, first out, without moving the rest at each step. */
class Line {
  #tasks: Task[] = [];
  #head = 0;

  get length(): number {
    return this.#tasks.length - this.#head;
  }

  push(task: Task): void {
    this.#tasks.push(task);
  }

  shift(): Task | undefined {
    const task = this.#tasks[this.#head++];
    if (this.#head > 1000 && this.#head * 2 > this.#tasks.length) {
      this.#tasks.splice(0, this.#head);
      this.#head = 0;
    }
    return task;
  }
}
