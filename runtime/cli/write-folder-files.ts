import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderNames, pathOf, placeOf } from '../files/layout.ts';
import { readmeMark } from '../files/readme-text.ts';
import type { Files } from '../files/write-folder.ts';
import { UsageError } from './command.ts';

export type Written = { readonly written: readonly string[]; readonly removed: readonly string[]; readonly same: number };

/**
 * Makes a folder hold exactly these files, as far as they are ours: what was exported before and is gone is removed, what others put there stays. Each file
 * comes by a rename, so nobody reads half of one. Throws UsageError when something that is not ours is in the way; nothing is changed then.
 */
export async function writeFolderFiles(folder: string, files: Files): Promise<Written> {
  await requireOwn(folder);
  const found = await filesOf(folder);
  const changed = new Map<string, string>();
  for (const [path, text] of files) {
    const is = found.get(path) ?? (await textAt(folder, path));
    if (is === text) continue;
    // The attributes are those of the repository, if it has some.
    if (path === pathOf.attributes && is !== null) continue;
    if (is !== null && !isOurs(path, is)) throw inTheWay(folder, path);
    changed.set(path, text);
  }
  const gone = [...found].filter(([path, text]) => !files.has(path) && isOurs(path, text)).map(([path]) => path);
  const staged = join(folder, `.crossdock-${randomUUID()}`);
  try {
    for (const [path, text] of changed) {
      await mkdir(dirname(join(staged, path)), { recursive: true });
      await writeFile(join(staged, path), text, { flush: true });
    }
    for (const path of changed.keys()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(staged, path), join(folder, path));
    }
    for (const path of gone) await rm(join(folder, path));
    for (const name of folderNames) await rmdir(join(folder, name)).catch(() => {});
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return { written: [...changed.keys()], removed: gone, same: files.size - changed.size };
}

/** A folder is new, empty, or holds an export; into others nothing is mixed. */
async function requireOwn(folder: string): Promise<void> {
  let entries: string[];
  try {
    entries = await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new UsageError(`${folder} is a file. Name a folder.`);
    if (code !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true });
    return;
  }
  if (entries.every((name) => name.startsWith('.'))) return;
  const readme = await readFile(join(folder, pathOf.readme), 'utf8').catch(() => '');
  if (readme.startsWith(readmeMark)) return;
  const shown = entries.filter((name) => !name.startsWith('.')).slice(0, 3);
  throw new UsageError(
    `${folder} holds other files (${shown.join(', ')}) and no export. Name an empty folder, such as ${join(folder, 'crossdock')}; nothing was written.`,
  );
}

/** Path to text, of what lies where ours lie. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const rootFiles = [pathOf.environment, pathOf.variables, pathOf.deployments, pathOf.readme];
  const inner = await Promise.all(
    folderNames.map(async (name) => (await readdir(join(folder, name)).catch(() => [])).map((file) => `${name}/${file}`)),
  );
  for (const path of [...rootFiles, ...inner.flat()].filter((one) => one === pathOf.readme || placeOf(one) !== null)) {
    const text = await textAt(folder, path);
    if (text !== null) found.set(path, text);
  }
  return found;
}

/** null: there is nothing. Throws when it is no file. */
async function textAt(folder: string, path: string): Promise<string | null> {
  const found = await lstat(join(folder, path)).catch(() => null);
  if (found && !found.isFile()) throw inTheWay(folder, path);
  return found ? readFile(join(folder, path), 'utf8') : null;
}

/** Written by an export, as far as one can tell: JSON of ours, or rows beside it. */
function isOurs(path: string, text: string): boolean {
  if (path === pathOf.readme) return text.startsWith(readmeMark);
  const place = placeOf(path);
  if (!place) return false;
  if (place.isRows) return true;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (value === null || typeof value !== 'object') return false;
    return place.kind === 'contract' ? 'x-crossdock' in value : 'format' in value;
  } catch {
    // Half a file, or one with the marks of a merge: of ours, broken.
    return true;
  }
}

function inTheWay(folder: string, path: string): UsageError {
  return new UsageError(
    `${join(folder, path)} is not of an export and stands in the way. Move it, or export into another folder; nothing was written.`,
  );
}
