import { closeSync, fdatasync, openSync } from 'node:fs';

/** Makes the write-ahead log durable from a thread of its own. */
export type LogSync = { sync(done: (error: Error | null) => void): void; close(): void };

/** @param file the log; SQLite creates it with the first write and keeps the same file until the database is closed */
export function logSync(file: string): LogSync {
  let descriptor: number | undefined;
  return {
    sync(done) {
      try {
        descriptor ??= openSync(file, 'r+');
        fdatasync(descriptor, done);
      } catch (error) {
        done(error as Error);
      }
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
