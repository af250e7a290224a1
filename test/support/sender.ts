import { setTimeout as pause } from 'node:timers/promises';
import { deliver, orderText } from './shop.ts';

/** What a shop remembers of an order: the runs that its acknowledgements named. */
export type Acknowledged = ReadonlyMap<number, ReadonlySet<string>>;

export type Sender = {
  readonly acknowledged: Acknowledged;
  /** Resolves when every order was acknowledged. */
  readonly done: Promise<void>;
  stop(): void;
};

/**
 * Delivers the orders from `first` to below `end` as a shop does: several at once, each again until it is acknowledged by a 2xx. `url` is asked before
 * each delivery, because the server moves when it starts again; null while there is none.
 */
export function startSender(
  url: () => string | null,
  first: number,
  end: number,
  { concurrency = 12 }: { concurrency?: number } = {},
): Sender {
  const acknowledged = new Map<number, Set<string>>();
  let next = first;
  let isStopped = false;

  async function line(): Promise<void> {
    while (next < end && !isStopped) {
      const n = next++;
      while (!isStopped && !(await isTaken(n))) await pause(20);
    }
  }

  async function isTaken(n: number): Promise<boolean> {
    const target = url();
    if (target === null) return false;
    try {
      const { status, json } = await deliver(target, orderText(n));
      if (status !== 202) return false;
      acknowledged.set(n, (acknowledged.get(n) ?? new Set()).add(String(json.runId)));
      return true;
    } catch {
      // The server was killed with the delivery on its hands: nobody knows whether it was stored, so it is sent again.
      return false;
    }
  }

  const done = Promise.all(Array.from({ length: concurrency }, line)).then(() => {});
  return {
    acknowledged,
    done,
    stop() {
      isStopped = true;
    },
  };
}
