import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSyncedLog } from '../../simulator/synced-log.ts';

/** Orders made by one call: `count` in a row. Seed and start make each of them again, word for word, whenever it is needed. */
export type Batch = {
  readonly first: number;
  readonly count: number;
  readonly seed: number;
  /** When the first order was placed; milliseconds since 1970. */
  readonly startAt: number;
  /** null: all at once. */
  readonly perSecond: number | null;
  readonly defects: number;
};
export type PendingOrder = { readonly number: number; readonly batch: Batch };

/**
 * What the shop owes its subscriber. A batch is on the disk before it counts as made, an acknowledgement soon after it came: a crash
 * in between delivers that order again, as the vendor may.
 */
export type Outbox = {
  add(batch: Omit<Batch, 'first'>): Promise<Batch>;
  acknowledge(number: number): void;
  /** The next order nobody took yet, and when it is due; undefined when none is left. */
  peek(): { readonly order: PendingOrder; readonly dueAt: number } | undefined;
  take(): PendingOrder | undefined;
  batchOf(number: number): Batch | undefined;
  counts(): { readonly made: number; readonly acknowledged: number; readonly pending: number };
  close(): Promise<void>;
};

const firstNumber = 10_001;

type Open = { readonly batch: Batch; next: number; readonly acknowledged: Set<number> };

export async function openOutbox(folder: string): Promise<Outbox> {
  await mkdir(folder, { recursive: true });
  const batches: Batch[] = [];
  const open: Open[] = [];
  let made = 0;
  let acknowledged = 0;

  const enter = (batch: Batch) => {
    open.push({ batch, next: batch.first, acknowledged: new Set() });
    made += batch.count;
  };
  const settle = (number: number): boolean => {
    const at = open.findIndex(({ batch }) => number >= batch.first && number < batch.first + batch.count);
    const entry = open[at];
    if (entry === undefined || entry.acknowledged.has(number)) return false;
    entry.acknowledged.add(number);
    acknowledged++;
    if (entry.acknowledged.size === entry.batch.count) open.splice(at, 1);
    return true;
  };

  const log = await openSyncedLog(join(folder, 'outbox.jsonl'), (line) => {
    const record = JSON.parse(line) as { batch: Batch } | { acknowledged: number };
    if ('batch' in record) {
      batches.push(record.batch);
      enter(record.batch);
    } else settle(record.acknowledged);
  });

  const nextOf = (entry: Open): number | undefined => {
    while (entry.acknowledged.has(entry.next)) entry.next++;
    return entry.next < entry.batch.first + entry.batch.count ? entry.next : undefined;
  };
  const earliest = () => {
    let found: { entry: Open; number: number; dueAt: number } | undefined;
    for (const entry of open) {
      const number = nextOf(entry);
      if (number === undefined) continue;
      const dueAt = placedAt(entry.batch, number);
      if (found === undefined || dueAt < found.dueAt) found = { entry, number, dueAt };
    }
    return found;
  };

  return {
    async add(wanted) {
      const last = batches.at(-1);
      const batch = { ...wanted, first: last === undefined ? firstNumber : last.first + last.count };
      // Entered before it is durable, so that a second call gets other numbers; taken out again when the disk refuses.
      batches.push(batch);
      try {
        await log.append(JSON.stringify({ batch }));
      } catch (error) {
        batches.splice(batches.indexOf(batch), 1);
        throw error;
      }
      enter(batch);
      return batch;
    },
    acknowledge(number) {
      if (settle(number)) log.append(JSON.stringify({ acknowledged: number })).catch(() => {});
    },
    peek() {
      const found = earliest();
      return found && { order: { number: found.number, batch: found.entry.batch }, dueAt: found.dueAt };
    },
    take() {
      const found = earliest();
      if (found === undefined) return undefined;
      found.entry.next = found.number + 1;
      return { number: found.number, batch: found.entry.batch };
    },
    batchOf: (number) => batches.find(({ first, count }) => number >= first && number < first + count),
    counts: () => ({ made, acknowledged, pending: made - acknowledged }),
    close: () => log.close(),
  };
}

/** When the order with this number is placed; milliseconds since 1970. */
export function placedAt({ first, startAt, perSecond }: Batch, number: number): number {
  return startAt + (perSecond === null ? 0 : Math.floor(((number - first) * 1000) / perSecond));
}
