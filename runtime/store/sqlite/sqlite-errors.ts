import { CorruptStore, StoreUnavailable } from '../store.ts';

// Primary result codes, https://sqlite.org/rescode.html
const busy = 5;
const readOnly = 8;
const ioError = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const protocol = 15;
const notADatabase = 26;

/** The primary result code; null when the error is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** Whether the disk or the file is at fault, not the statement: then no other statement would fare better now. */
export function isStorageError(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && [busy, readOnly, ioError, corrupt, full, cannotOpen, protocol, notADatabase].includes(code);
}

/** The error in the store's own words, with SQLite's as its cause; anything that is not SQLite's stays as it is. */
export function storeError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const options = { cause: error };
  switch (code) {
    case busy:
    case protocol:
      return new StoreUnavailable(`the database ${file} is in use by another process`, options);
    case full:
      return new StoreUnavailable(`the disk is full: nothing can be written to ${file}`, options);
    case readOnly:
    case cannotOpen:
      return new StoreUnavailable(`the database ${file} cannot be opened for writing`, options);
    case corrupt:
    case notADatabase:
      return new CorruptStore(
        `the database ${file} is damaged (${(error as Error).message}); restore it from a backup or move it away`,
        options,
      );
    default:
      return new StoreUnavailable(`the database ${file} failed: ${(error as Error).message}`, options);
  }
}
