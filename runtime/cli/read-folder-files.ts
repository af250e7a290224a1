import { type Dirent, constants as fs } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { errorIn, type FileProblem, problemLine } from '../files/file-problem.ts';
import { folderLimits, folderNames, pathOf } from '../files/layout.ts';
import type { Files } from '../files/write-folder.ts';
import { UsageError } from './command.ts';

export type FolderFiles = { readonly files: Files; readonly problems: readonly FileProblem[] };

/** Reads what could be ours in a folder: nothing outside it, nothing huge, nothing that is no text. Throws UsageError when there is no such folder. */
export async function readFolderFiles(folder: string): Promise<FolderFiles> {
  const root = await existing(folder);
  const files = new Map<string, string>();
  const problems: FileProblem[] = [];
  let bytes = 0;

  async function take(path: string, entry: Dirent): Promise<void> {
    if (entry.isDirectory()) return;
    try {
      const real = await realpath(join(root, path));
      if (!real.startsWith(root + sep)) throw new Unreadable('It leads out of the folder. Put the file itself here.');
      // What is no file could make the reader wait for ever.
      const file = await open(real, fs.O_RDONLY | fs.O_NONBLOCK);
      try {
        const { size, isFile } = await file.stat().then((found) => ({ size: found.size, isFile: found.isFile() }));
        if (!isFile) throw new Unreadable('It is no file. Take it out of the folder.');
        bytes += size;
        if (size > folderLimits.fileBytes)
          throw new Unreadable(`The file has ${mb(size)} MB; ${mb(folderLimits.fileBytes)} MB are read. Take out what no flow needs.`);
        if (bytes > folderLimits.bytes)
          throw new Unreadable(`With it, the files have more than ${mb(folderLimits.bytes)} MB together. Take a part of them.`);
        files.set(path, textOf(await file.readFile()));
      } finally {
        await file.close();
      }
    } catch (error) {
      problems.push(errorIn(path, error instanceof Unreadable ? error.message : `It cannot be read: ${(error as Error).message}.`));
    }
  }

  for (const entry of await sorted(root)) {
    if (entry.isFile() && (entry.name.endsWith('.json') || entry.name === pathOf.readme)) await take(entry.name, entry);
    else if (entry.isSymbolicLink() && entry.name.endsWith('.json')) await take(entry.name, entry);
  }
  for (const name of folderNames) {
    const inner = await sorted(join(root, name)).catch(() => []);
    for (const entry of inner) {
      const path = `${name}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.'))
        problems.push(errorIn(path, `It is a folder. Put its files into ${name} itself.`));
      else if (!entry.name.startsWith('.')) await take(path, entry);
    }
  }
  return { files, problems };
}

class Unreadable extends Error {}

async function existing(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is no folder. Name the folder that crossdock export wrote.`);
    return await realpath(folder);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`There is no folder ${folder}. Name the folder that crossdock export wrote.`);
  }
}

async function sorted(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('It is not UTF-8. Save it as UTF-8.');
  }
}

const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A line a problem, with the folder before the file. */
export function folderProblemLines(folder: string, problems: readonly FileProblem[]): string {
  return problems
    .map((problem) => `${problemLine({ ...problem, path: problem.path === '.' ? folder : join(folder, problem.path) })}\n`)
    .join('');
}
