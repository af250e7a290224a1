import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { logSync } from './log-sync.ts';
import { isStorageError, storeError } from './sqlite-errors.ts';

/**
 * Puts the writes of all callers into groups: one commit, so one sync of the disk, for whatever came in since the last group ended. There is no
 * timer: the group runs when the event loop has handled what was ready. A write that finds its key taken or its condition
 * false is a result and leaves the others alone.
 *
 * The sync is that of `synchronous=FULL`, the write-ahead log after each commit and before anybody is told, but it is made by another thread: a disk
 * takes milliseconds for it, in which this one goes on with what needs no disk.
 */
export type WriteGroup = {
  /**
   * `prepare` runs now, what it returns when the group runs, perhaps again after a rollback. Resolves to the result once it is durable; rejects
   * when `prepare` throws or the result is an Error.
   */
  write<T>(prepare: () => () => T): Promise<Exclude<T, Error>>;
  /** The same for reads: they run when everything written before is durable, and see it; at once when nothing waits. */
  read<T>(prepare: () => () => T): Promise<T>;
  /** Does `perform` outside of a transaction between two groups; for housekeeping. */
  between<T>(perform: () => T): Promise<T>;
  /** Commits what waits and refuses everything after. */
  close(): Promise<void>;
};

type Waiting = {
  readonly perform: () => unknown;
  readonly kind: 'write' | 'read' | 'between';
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  outcome: unknown;
};

export function writeGroup(db: DatabaseSync, file: string, checkpoint: Checkpoint): WriteGroup {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const log = logSync(`${file}-wal`);
  let waiting: Waiting[] = [];
  let underWay: readonly Waiting[] = [];
  let isBusy = false;
  let broken: Error | undefined;
  let isClosed = false;

  function add<T>(kind: Waiting['kind'], prepare: () => () => T): Promise<never> {
    return new Promise((resolve, reject) => {
      if (isClosed) throw new StoreUnavailable('the store is closed');
      const perform = prepare();
      if (waiting.push({ kind, perform, resolve, reject, outcome: undefined }) === 1 && !isBusy) setImmediate(run);
    });
  }

  function run(): void {
    if (isBusy || waiting.length === 0) return;
    isBusy = true;
    underWay = waiting;
    waiting = [];
    const writes = underWay.filter((entry) => entry.kind === 'write');
    if (writes.length === 0) return settle();
    if (broken) for (const entry of writes) entry.outcome = broken;
    else commitTogether(writes);
    log.sync((error) => {
      // After a failed sync nobody knows what the disk holds; only a new start, which reads it again, can tell.
      if (error) broken = error;
      if (broken) for (const entry of writes) entry.outcome = broken;
      settle();
    });
  }

  function settle(): void {
    const group = underWay;
    underWay = [];
    for (const entry of group) {
      if (entry.kind !== 'write') entry.outcome = attempt(entry);
      if (entry.outcome instanceof Error) entry.reject(storeError(entry.outcome, file));
      else entry.resolve(entry.outcome as never);
    }
    if (broken || !checkpoint.isDue()) return next();
    // Once more, because housekeeping writes without a sync of its own.
    log.sync((unsynced) => {
      if (unsynced) return next(unsynced);
      checkpoint.run(next);
    });
  }

  function next(error: Error | null = null): void {
    if (error) broken = error;
    isBusy = false;
    if (waiting.length > 0) setImmediate(run);
  }

  function commitTogether(writes: readonly Waiting[]): void {
    try {
      begin.run();
      for (const entry of writes) entry.outcome = entry.perform();
      commit.run();
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      // One bad statement must not take the others with it: each gets a commit of its own. A bad disk fails them all.
      if (writes.length === 1 || isStorageError(error)) for (const entry of writes) entry.outcome = error;
      else for (const entry of writes) commitTogether([entry]);
    }
  }

  return {
    write: (prepare) => add('write', prepare),
    read: (prepare) => (waiting.length === 0 && underWay.length === 0 && !isClosed ? now(prepare, file) : add('read', prepare)),
    between: (perform) => add('between', () => perform),
    async close() {
      while (waiting.length > 0 || isBusy) await add('between', () => () => undefined);
      isClosed = true;
      log.close();
    },
  };
}

async function now<T>(prepare: () => () => T, file: string): Promise<T> {
  try {
    return prepare()();
  } catch (error) {
    throw storeError(error, file);
  }
}

function attempt(entry: Waiting): unknown {
  try {
    return entry.perform();
  } catch (error) {
    return error;
  }
}
