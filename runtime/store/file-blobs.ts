import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blobId } from './blob-id.ts';
import type { Blobs } from './blobs.ts';
import { StoreUnavailable } from './store.ts';

/**
 * Blobs as files: the id is the path below `folder`. Written beside the place, synced, then renamed, so that a blob is whole or not there, whenever the
 * process dies. Rejects with StoreUnavailable when the disk refuses.
 */
export function fileBlobs(folder: string): Blobs {
  let isClosed = false;
  let temporary = 0;

  async function use<T>(perform: () => Promise<T>): Promise<T> {
    if (isClosed) throw new StoreUnavailable('the blobs are closed');
    try {
      return await perform();
    } catch (error) {
      if (error instanceof Error && 'syscall' in error)
        throw new StoreUnavailable(`the folder ${folder} cannot be used: ${error.message}`, { cause: error });
      throw error;
    }
  }

  async function write(file: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
    const parent = dirname(file);
    const made = await mkdir(parent, { recursive: true });
    const draft = join(parent, `.${process.pid}-${temporary++}.draft`);
    try {
      const length = await writeSynced(draft, bytes);
      await rename(draft, file);
      // The name is durable when its folder is, and a new folder when the one above is.
      for (let at = parent; ; at = dirname(at)) {
        await syncFolder(at);
        if (!made || at === dirname(made)) return length;
      }
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  return {
    put: async (id, bytes) => {
      const file = join(folder, blobId(id));
      return use(async () => ({ bytes: await write(file, bytes) }));
    },
    get: async (id) => {
      const file = join(folder, blobId(id));
      return use(async () => {
        try {
          return new Uint8Array(await readFile(file));
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      });
    },
    async *stream(id, from = 0) {
      if (isClosed) throw new StoreUnavailable('the blobs are closed');
      yield* createReadStream(join(folder, blobId(id)), { start: from }) as AsyncIterable<Uint8Array>;
    },
    remove: async (idPrefix) => {
      const path = blobId(idPrefix.replace(/\/$/, ''));
      return use(async () => {
        if (idPrefix.endsWith('/')) return rm(join(folder, path), { recursive: true, force: true });
        const parent = dirname(join(folder, path));
        const start = path.slice(path.lastIndexOf('/') + 1);
        const names = await readdir(parent).catch((error: unknown) => {
          if (isMissing(error)) return [];
          throw error;
        });
        for (const name of names) if (name.startsWith(start)) await rm(join(parent, name), { recursive: true, force: true });
      });
    },
    async close() {
      isClosed = true;
    },
  };
}

async function writeSynced(file: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(file, 'wx', 0o600);
  try {
    let length = 0;
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      await handle.writeFile(chunk);
      length += chunk.byteLength;
    }
    await handle.datasync();
    return length;
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; it keeps names by its own journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
