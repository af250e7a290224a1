/** A bulkhead in memory: starts at most `width` tasks at once, keeps a bounded number waiting. */
export type Lane = {
  /** Whether another task fits. */
  hasRoom(): boolean;
  start(task: () => Promise<void>): void;
  /** Resolves when the task has ended; not at all when it never starts. */
  run(task: () => Promise<void>): Promise<void>;
  readonly waiting: number;
  /** Starts nothing more; resolves when the tasks under way have ended. Returns how many never started. */
  close(): Promise<number>;
};

export function createLane(width: number, room: number): Lane {
  const queue: (() => Promise<void>)[] = [];
  let head = 0;
  let running = 0;
  let isClosed = false;
  let drained: (() => void) | undefined;
  const next = () => {
    while (running < width && head < queue.length && !isClosed) begin(queue[head++] as () => Promise<void>);
    if (head > 1000 && head * 2 > queue.length) {
      queue.splice(0, head);
      head = 0;
    }
    if (running === 0) drained?.();
  };
  const begin = (task: () => Promise<void>) => {
    running++;
    void task().finally(() => {
      running--;
      next();
    });
  };
  return {
    hasRoom: () => !isClosed && queue.length - head < room,
    start(task) {
      if (running < width && !isClosed) begin(task);
      else queue.push(task);
    },
    run: (task) =>
      new Promise((resolve) => {
        const told = () => task().finally(resolve);
        if (running < width && !isClosed) begin(told);
        else queue.push(told);
      }),
    get waiting() {
      return queue.length - head;
    },
    async close() {
      isClosed = true;
      if (running > 0) await new Promise<void>((resolve) => (drained = resolve));
      return queue.length - head;
    },
  };
}
