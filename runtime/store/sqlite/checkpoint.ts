import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Brings the log into the database now and then. SQLite does that within a commit and waits for the disk twice; here another thread waits, and only the
 * next group of writes with it. The log may be written from its start again as soon as the database is durable, so nothing is written before that.
 */
export type Checkpoint = {
  /** Whether the log has grown so much. */
  isDue(): boolean;
  /** What has been written must be durable in the log. Nothing may be written until `done`. */
  run(done: (error: Error | null) => void): void;
  /** Waits for the disk here and now, for those who cannot wait their turn. Throws when it fails. */
  complete(): void;
  /** After the database was closed: on Unix, closing any descriptor of a file gives up the locks on it. */
  close(): void;
};

/** Bytes of values; with what pages hold beside them the log comes to some 4 MB. A larger one makes the pauses longer. */
const dueBytes = 2 * 1024 * 1024;

/** @param written bytes of values written so far */
export function checkpoint(db: DatabaseSync, file: string, written: () => number): Checkpoint {
  let descriptor: number | undefined;
  let writtenBefore = 0;
  let isPending = false;

  /** False: nothing is lost, the log holds all of it still, and the next checkpoint tries again. */
  function copyPages(): boolean {
    try {
      db.exec('PRAGMA synchronous = OFF');
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
      return true;
    } catch {
      return false;
    } finally {
      db.exec('PRAGMA synchronous = NORMAL');
    }
  }

  return {
    isDue: () => written() - writtenBefore >= dueBytes,
    run(done) {
      writtenBefore = written();
      if (!copyPages()) return done(null);
      isPending = true;
      descriptor ??= openSync(file, 'r+');
      fdatasync(descriptor, (error) => {
        isPending = false;
        done(error);
      });
    },
    complete() {
      if (isPending && descriptor !== undefined) fdatasyncSync(descriptor);
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
