import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isStorageError, sqliteCode } from './sqlite/sqlite-errors.ts';

export type FolderLock =
  | { readonly isHeld: true; release(): void }
  | { readonly isHeld: false /** Null when it could not be read. */; readonly holder: number | null };

/**
 * Takes the folder for this process alone, waiting up to `patience` milliseconds for another to let go. The lock is an open transaction on a database of its own: the system frees it when the
 * process ends, however it ends, so a lock that was left behind does not exist. A file beside it says whose it is.
 */
export function lockFolder(folder: string, patience: number): FolderLock {
  const holderFile = join(folder, 'server.pid');
  const db = new DatabaseSync(join(folder, 'server.lock'), { timeout: patience });
  try {
    db.exec('PRAGMA journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isStorageError(error) && sqliteCode(error) === 5) return { isHeld: false, holder: readHolder(holderFile) };
    throw error;
  }
  writeFileSync(holderFile, `${process.pid}\n`);
  return {
    isHeld: true,
    release() {
      if (!db.isOpen) return;
      rmSync(holderFile, { force: true });
      db.close();
    },
  };
}

function readHolder(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}
