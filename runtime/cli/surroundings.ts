import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { CheckOptions } from '@crossdock/flows/check/context';
import { contracts as canonical } from '@crossdock/flows/contracts/contracts';
import type { FileProblem } from '../files/file-problem.ts';
import { readFolder } from '../files/read-folder.ts';
import type { Setup } from '../files/setup.ts';
import { type ContractSource, fixedContracts } from '../lifecycle/contract-documents.ts';
import type { VariableSource } from '../variables/variable-source.ts';
import { UsageError } from './command.ts';
import { isFolder, readFolderFiles } from './read-folder-files.ts';

/** The exported environment that a flow file lies in: `crossdock/test` of `crossdock/test/flows/orders.flow.json`; null: in none. */
export async function surroundingsOf(file: string): Promise<Setup | null> {
  const folder = dirname(resolve(file));
  if (basename(folder) !== 'flows') return null;
  return (await setupIn(dirname(folder)))?.setup ?? null;
}

/** An exported environment in this folder, with what is wrong in its files; null: it is none. */
export async function setupIn(folder: string): Promise<{ readonly setup: Setup; readonly problems: readonly FileProblem[] } | null> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes('deployments.json') && !names.includes('environment.json')) return null;
  const key = resolve(folder);
  const known = read.get(key) ?? readSetup(folder);
  read.set(key, known);
  return known;
}

/** Each folder is read once. */
const read = new Map<string, ReturnType<typeof readSetup>>();

async function readSetup(folder: string) {
  const { files, problems } = await readFolderFiles(folder);
  const { setup, problems: inFiles } = readFolder(files);
  return { setup, problems: [...problems, ...inFiles] };
}

/** The flow files that are meant: of a folder all in it, or of an exported environment those in `flows`. Throws UsageError when a folder has none. */
export async function flowFilesOf(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (path === '-' || !(await isFolder(path))) return [path];
      const folder = (await isFolder(join(path, 'flows'))) ? join(path, 'flows') : path;
      const files = (await readdir(folder)).filter((name) => name.endsWith('.flow.json')).sort();
      if (files.length === 0) throw new UsageError(`There is no flow in ${folder}: no file ends with .flow.json.`);
      return files.map((name) => join(folder, name));
    }),
  );
  return found.flat();
}

/** The contracts that come with Crossdock, and those of the folder. */
export function contractsWith({ contracts }: Pick<Setup, 'contracts'>): ContractSource {
  const own = [...contracts].map(([name, { title, schema }]) => {
    const at = name.indexOf('@');
    return { name: name.slice(0, at), version: Number(name.slice(at + 1)), title, schema };
  });
  return fixedContracts([...canonical, ...own]);
}

/** What a flow may name: of kinds of which the folder has none, nothing is said. */
export function namesIn({ connections, lookups, variables }: Setup): Pick<CheckOptions, 'connections' | 'lookups' | 'variables'> {
  return {
    ...(connections.size > 0 && { connections: [...connections.keys()] }),
    ...(lookups.size > 0 && {
      lookups: [...lookups].map(([name, { table }]) => ({ name, columns: table.columns.map((column) => column.name) })),
    }),
    ...(variables && variables.size > 0 && { variables: [...variables.keys()] }),
  };
}

/** The variables of the folder, the same in every environment. */
export function variablesIn({ variables }: Pick<Setup, 'variables'>): VariableSource {
  return {
    pin: (_, names) =>
      Object.fromEntries(
        [...(variables ?? [])].flatMap(([name, { value }]) => (names.includes('*') || names.includes(name) ? [[name, value]] : [])),
      ),
  };
}
