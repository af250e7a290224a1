import { createReadStream } from 'node:fs';
import { mkdir, readdir, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { SeenFile } from './ready-files.ts';

/** A folder that files are put into, with `done` and `failed` below it. */
export type WatchedFolder = {
  /** Rejects when the folder leads out of the root. */
  look(): Promise<readonly SeenFile[]>;
  read(name: string): AsyncIterable<Uint8Array>;
  /** Puts a file aside; nothing when it is gone already. With a reason it failed, and the reason lies beside it. */
  setAside(name: string, reason?: string): Promise<void>;
};

/** @param root all folders lie below it; a link that leads out of it is not followed */
export function watchedFolder(root: string, folder: string): WatchedFolder {
  const path = join(root, folder);

  return {
    async look() {
      await mkdir(path, { recursive: true });
      const [real, top] = await Promise.all([realpath(path), realpath(root)]);
      if (!`${real}${sep}`.startsWith(`${top}${sep}`)) throw new Error(`the folder ${folder} leads out of ${root}`);
      const entries = await readdir(path, { withFileTypes: true });
      const seen = await Promise.all(
        entries
          .filter((entry) => entry.isFile())
          .map(async ({ name }) => {
            const found = await stat(join(path, name)).catch(() => null);
            return found && { name, bytes: found.size, modifiedAt: found.mtimeMs };
          }),
      );
      return seen.filter((file) => file !== null);
    },
    read: (name) => createReadStream(join(path, basename(name)), { highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>,
    async setAside(name, reason) {
      const aside = join(path, reason === undefined ? 'done' : 'failed');
      await mkdir(aside, { recursive: true });
      const target = join(aside, await freeName(aside, name));
      try {
        await rename(join(path, name), target);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
        throw error;
      }
      if (reason !== undefined) await writeFile(`${target}.reason.txt`, `${reason}\n`);
    },
  };
}

/** The name, or with a number where it is taken: nothing that was put aside before is lost. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number++) if (!taken.has(`${stem} (${number})${ending}`)) return `${stem} (${number})${ending}`;
}
