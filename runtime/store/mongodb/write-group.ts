import { StoreUnavailable } from '../store.ts';
import { isOutage, storeError } from './mongo-errors.ts';
import { type SendResources, sendBatch } from './send-batch.ts';
import { type Batch, wavesOf } from './waves.ts';
import type { Write } from './write.ts';

/**
 * Puts the writes of all callers into groups, as the embedded store does: the next group is whatever waits when the last one has ended, there is no timer. A
 * group costs a command for each collection and kind of write instead of one for each write. Each promise resolves as soon as its own wave is durable
 * on a majority.
 */
export type WriteGroup = {
  /** Resolves to the outcome; rejects when it is an Error, with StoreUnavailable when the server cannot be reached in time. */
  write<T>(write: Write): Promise<T>;
  /**
   * Resolves when everything written to the collection so far has been answered, to an Error when the server could not be reached; null when nothing is
   * under way. Without a name: to any.
   */
  written(collection?: string): Promise<Error | null> | null;
  /** Ends what waits and refuses everything after. */
  close(): Promise<void>;
};

export type WriteGroupResources = SendResources & {
  /** Null when the indexes of all collections are there, else a promise of it. */
  readonly prepared: () => Promise<unknown> | null;
};

type Settle = { readonly resolve: (value: never) => void; readonly reject: (error: unknown) => void };
type Waiting = Write & { readonly settle: Settle };
type Group = { readonly writes: Waiting[]; readonly collections: Set<string>; readonly ended: PromiseWithResolvers<Error | null> };

export function writeGroup(resources: WriteGroupResources): WriteGroup {
  let next = newGroup();
  let underWay: Group | null = null;
  let isClosed = false;

  async function run(): Promise<void> {
    while (next.writes.length > 0) {
      underWay = next;
      next = newGroup();
      const fault = await send(underWay);
      const outage = fault !== null && isOutage(fault.cause) ? fault : null;
      underWay.ended.resolve(outage);
      if (outage !== null) rejectWaiting(outage);
    }
    underWay = null;
  }

  /** Those who came meanwhile would wait as long for the same answer. */
  function rejectWaiting(fault: Error): void {
    for (const { settle } of next.writes) settle.reject(fault);
    next.ended.resolve(fault);
    next = newGroup();
  }

  /** Resolves to what ended the group early; null when all its writes were answered. A wave is sent only when the one before it was. */
  async function send(group: Group): Promise<Error | null> {
    let fault: Error | null = null;
    try {
      await resources.prepared();
    } catch (error) {
      fault = asError(storeError(error, resources.place));
    }
    for (const wave of wavesOf(group.writes)) {
      if (fault !== null) for (const { writes } of wave) for (const { settle } of writes) settle.reject(fault);
      else fault = (await Promise.all(wave.map(sendOne))).find((one) => one !== null) ?? null;
    }
    return fault;
  }

  async function sendOne(batch: Batch<Waiting>): Promise<Error | null> {
    try {
      const outcomes = await sendBatch(resources, batch);
      for (const [index, { settle }] of batch.writes.entries()) {
        const outcome = outcomes[index];
        if (outcome instanceof Error) settle.reject(outcome);
        else settle.resolve(outcome as never);
      }
      return null;
    } catch (error) {
      const fault = asError(storeError(error, resources.place));
      for (const { settle } of batch.writes) settle.reject(fault);
      return fault;
    }
  }

  const isIn = (group: Group | null, collection: string | undefined): group is Group =>
    group !== null && (collection === undefined ? group.writes.length > 0 : group.collections.has(collection));
  const written = (collection?: string): Promise<Error | null> | null =>
    isIn(next, collection) ? next.ended.promise : isIn(underWay, collection) ? underWay.ended.promise : null;

  return {
    write: (write) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new StoreUnavailable('the store is closed');
        next.collections.add(write.collection);
        if (next.writes.push({ ...write, settle: { resolve, reject } }) === 1 && underWay === null) setImmediate(() => void run());
      }),
    written,
    async close() {
      isClosed = true;
      for (let waiting = written(); waiting !== null; waiting = written()) await waiting;
    },
  };
}

function newGroup(): Group {
  return { writes: [], collections: new Set(), ended: Promise.withResolvers() };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
