import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { validationDetails } from '../api/http/validation-details.ts';
import { Refusal } from '../api/refusal.ts';
import { lookupName, savedLookup } from '../api/shapes/lookup-shapes.ts';
import type { FileProblem } from '../files/file-problem.ts';
import { pathOf } from '../files/layout.ts';
import { checkedTable } from '../lookups/check-table.ts';
import { importCsv } from '../lookups/import-csv.ts';
import type { LookupContent } from '../lookups/lookup.ts';
import { createLookupTables, type LookupTables } from '../lookups/lookup-tables.ts';
import { UsageError } from './command.ts';
import { readText } from './flow-file.ts';
import { setupIn, surroundingsOf } from './surroundings.ts';

/** A lookup as a file of its own: what it is, and its rows. */
export type LookupFile = LookupContent & { readonly name: string; readonly purpose: string };

const document = savedLookup
  .pick({ purpose: true, columns: true, ignoreCase: true, effective: true, missing: true, rows: true })
  .extend({ format: z.literal(1).default(1), name: lookupName.optional() });

export const lookupFileEnding = '.lookup.json';

/** Equal tables give equal files; each row has a line, so that a version control shows what changed. */
export function lookupText({ name, purpose, columns, ignoreCase, effective, missing, rows }: LookupFile): string {
  const rules = { ...(effective && { effective }), ...(missing && missing.kind !== 'exception' && { missing }) };
  const head = JSON.stringify({ format: 1, name, purpose, ignoreCase, ...rules, columns }, null, 2).replace(/\n}$/, '');
  return `${head},\n  "rows": [${rows.map((row) => `\n    ${JSON.stringify(row)}`).join(',')}\n  ]\n}\n`;
}

/** Reads `uom.lookup.json`, or `uom.csv`: its first line names the columns, those that end with `*` are the key, else the first. Throws UsageError. */
export async function readLookupFile(file: string, name = nameOf(file)): Promise<LookupFile> {
  const text = await readText(file);
  try {
    if (/\.(csv|tsv|txt)$/i.test(file)) return { name, purpose: '', ...importCsv(text, 'replace', null) };
    const parsed = document.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const details = validationDetails(parsed.error.issues).map(({ path, message }) => `${path} ${message}`);
      throw new UsageError(`${file} is no lookup: ${details.join('; ')}.`);
    }
    const { columns, ignoreCase, rows = [], purpose, effective, missing } = parsed.data;
    return { name: parsed.data.name ?? name, purpose, ...checkedTable({ columns, ignoreCase, rows, effective, missing }).content };
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(`${file}: ${error.message}`);
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON: ${error.message}.`);
    throw error;
  }
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.lookup)?\.\w+$/, '');
}

/**
 * The tables for a flow file: those in the folder `lookups` beside it, those of the exported environment that it lies in, and those named with `--lookup NAME=FILE`, which go first. Throws UsageError.
 * @param named the values of the option
 */
export async function lookupsFor(flowFiles: readonly string[], named: readonly string[]): Promise<LookupTables> {
  const tables = new Map<string, LookupFile>();
  for (const folder of new Set(flowFiles.map((file) => join(dirname(file), 'lookups'))))
    for (const entry of await entriesOf(folder)) {
      if (isPartOfPair(entry, await entriesOf(folder))) continue;
      const table = await readLookupFile(join(folder, entry));
      tables.set(table.name, table);
    }
  for (const file of flowFiles)
    for (const [name, { table, rows }] of (await surroundingsOf(file))?.lookups ?? []) tables.set(name, { name, ...table, rows });
  for (const text of named) {
    const [, name, file] = /^([a-z][a-z0-9-]*)=(.+)$/.exec(text) ?? [];
    if (name === undefined || file === undefined) throw new UsageError(`--lookup "${text}" names no table: write --lookup uom=uom.csv.`);
    tables.set(name, await readLookupFile(file, name));
  }
  return fixedTables(tables);
}

/** The lookups in a folder: of an exported environment, or as `lookups/NAME.lookup.json`. What is no folder has none. */
export async function lookupsIn(folder: string): Promise<{
  readonly folder: string;
  readonly tables: readonly { readonly file: string; readonly table: LookupFile }[];
  readonly problems: readonly FileProblem[];
}> {
  const exported = await setupIn(folder);
  if (exported) {
    const tables = [...exported.setup.lookups].map(([name, { table, rows }]) => ({
      file: join(folder, pathOf.lookup(name)),
      table: { name, ...table, rows },
    }));
    return { folder, tables, problems: exported.problems.filter(({ path }) => path.startsWith('lookups/')) };
  }
  const files = (await entriesOf(join(folder, 'lookups')))
    .filter((entry) => entry.endsWith(lookupFileEnding))
    .map((entry) => join(folder, 'lookups', entry));
  return { folder, problems: [], tables: await Promise.all(files.map(async (file) => ({ file, table: await readLookupFile(file) }))) };
}

/** `uom.json` with `uom.csv` is a lookup of an exported environment, which is read as a whole. */
function isPartOfPair(entry: string, entries: readonly string[]): boolean {
  const [, name, ending] = /^([^.]+)\.(json|csv)$/.exec(entry) ?? [];
  return ending !== undefined && entries.includes(`${name}.${ending === 'csv' ? 'json' : 'csv'}`);
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((entry) => /\.(json|csv)$/.test(entry)).sort();
  } catch {
    return [];
  }
}

/** Tables of which there is one version, the same in every environment. */
function fixedTables(tables: ReadonlyMap<string, LookupContent>): LookupTables {
  const stored = (name: string) => (tables.has(name) ? { version: 1, rowsId: name } : null);
  return createLookupTables({
    current: (_, name) => stored(name),
    stored: (_, name) => stored(name),
    text: async ({ rowsId }) => JSON.stringify(tables.get(rowsId)),
    reload: async () => {},
  });
}

export const lookupOption = { lookup: { type: 'string', multiple: true } } as const;
export const lookupHelp = `
  --lookup NAME=FILE   a table that it looks things up in, as .lookup.json or CSV; may be repeated. Those in the folder
                       lookups beside the flow file are found by themselves.`;

export function namedLookups(options: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(options.lookup) ? options.lookup.map(String) : [];
}
