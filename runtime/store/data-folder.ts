import { realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Blobs } from './blobs.ts';
import { fileBlobs } from './file-blobs.ts';
import { lockFolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { newOwnSecret, ownSecret, replaceOwnSecret } from './own-secret.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import { StartupError } from './startup-error.ts';
import type { Store } from './store.ts';

/** The folder in which one server keeps everything that must outlive it. It belongs to one process at a time. */
export type DataFolder = {
  readonly folder: string;
  /** What credentials and checkpoints are encrypted with. */
  readonly secret: string;
  /** Where it lies; null: it was given. */
  readonly keyFile: KeyFile | null;
  /** The embedded store, in `crossdock.db`. Rejects with StartupError. */
  openStore(): Promise<Store>;
  /** The embedded blobs, in `blobs/`. */
  openBlobs(): Blobs;
  /** Lets another process in; close the store before. */
  close(): void;
};

/** The secret of an installation that was given none. */
export type KeyFile = {
  /** Reads it again, because another process may have replaced it. */
  read(): string;
  fresh(): string;
  replace(secret: string): void;
};

const keyFileName = 'secret.key';

export function keyFileOf(file: string): KeyFile {
  return { read: () => ownSecret(file), fresh: newOwnSecret, replace: (secret) => replaceOwnSecret(file, secret) };
}

export type DataFolderOptions = {
  /** Default: `data` in the working folder. */
  readonly path?: string | undefined;
  /** At least 16 characters. Default: one of the folder's own, made at the first start. */
  readonly secret?: string | undefined;
  /** How long to wait for a process that is just ending to let go of the folder, in milliseconds. Default: 3,000. */
  readonly patience?: number | undefined;
};

/** Opens or creates the folder and takes it for this process. Throws StartupError: not writable, disk full, or another process has it. */
export function openDataFolder({ path = 'data', secret, patience = 3_000 }: DataFolderOptions = {}): DataFolder {
  if (secret !== undefined && secret.length < 16) throw new StartupError('CROSSDOCK_SECRET is too short: give it 16 characters or more');
  const folder = writableFolder(resolve(path));
  const lock = explained(folder, () => lockFolder(folder, patience));
  if (!lock.isHeld) {
    const holder = lock.holder === null ? 'another process' : `process ${lock.holder}`;
    throw new StartupError(`the data folder ${folder} is in use by ${holder}: stop it first, or set CROSSDOCK_DATA to another folder`);
  }
  try {
    return {
      folder,
      secret: secret ?? explained(folder, () => ownSecret(join(folder, keyFileName))),
      keyFile: secret === undefined ? keyFileOf(join(folder, keyFileName)) : null,
      openStore: async () => {
        try {
          return await openSqliteStore({ file: join(folder, 'crossdock.db') });
        } catch (error) {
          throw startupError(folder, error);
        }
      },
      openBlobs: () => fileBlobs(join(folder, 'blobs')),
      close: lock.release,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function writableFolder(folder: string): string {
  return explained(folder, () => {
    makeFolder(folder);
    const probe = join(folder, `.${process.pid}.probe`);
    writeFileSync(probe, 'probe');
    rmSync(probe);
    return realpathSync(folder);
  });
}

function explained<T>(folder: string, perform: () => T): T {
  try {
    return perform();
  } catch (error) {
    throw startupError(folder, error);
  }
}

function startupError(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StartupError) return error;
  const options = { cause: error };
  const code = 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartupError(`the disk of the data folder ${folder} is full`, options);
  if (error.name === 'StoreUnavailable' || error.name === 'CorruptStore') return new StartupError(error.message, options);
  return new StartupError(
    `the data folder ${folder} cannot be written (${error.message}); set CROSSDOCK_DATA to a folder that can`,
    options,
  );
}
