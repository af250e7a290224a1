import { closest } from '@crossdock/nodes/contract/closest';
import { readConnectionText } from './connection-file.ts';
import { readContractText } from './contract-file.ts';
import { type Deployed, readDeploymentsText } from './deployments-file.ts';
import { readEnvironmentText } from './environment-file.ts';
import { errorIn, type FileProblem, warningIn } from './file-problem.ts';
import { readFlowText } from './flow-file.ts';
import { folderLimits, folderNames, type Kind, pathOf, placeOf } from './layout.ts';
import { readLookupTexts } from './lookup-files.ts';
import type { ConnectionPart, ContractPart, EnvironmentPart, FlowPart, LookupPart, Setup, VariablePart } from './setup.ts';
import { readVariablesText } from './variables-file.ts';
import type { Files } from './write-folder.ts';

export type ReadFolder = {
  readonly setup: Setup;
  /** The kinds of which the folder has any file: of others it says nothing, and nothing of theirs is ever removed. */
  readonly kinds: ReadonlySet<Kind>;
  readonly problems: readonly FileProblem[];
};

/** Reads the files of an environment. Never throws; what cannot be read is left out and told. Pure. */
export function readFolder(files: Files): ReadFolder {
  const problems: FileProblem[] = [];
  const kinds = new Set<Kind>();
  const contracts = new Map<string, ContractPart>();
  const lookups = new Map<string, LookupPart>();
  const connections = new Map<string, ConnectionPart>();
  const flows = new Map<string, FlowPart>();
  let environment: EnvironmentPart | null = null;
  let variables: ReadonlyMap<string, VariablePart> | null = null;
  let deployed: Deployed = new Map();

  function take<T>(part: T | readonly FileProblem[], keep: (part: T) => void): void {
    if (Array.isArray(part)) problems.push(...(part as FileProblem[]));
    else keep(part as T);
  }

  problems.push(...tooMuch(files));
  if (problems.length === 0)
    for (const [path, text] of files) {
      const place = placeOf(path);
      if (!place) {
        problems.push(...strangeFile(path));
        continue;
      }
      const { kind, name, isRows } = place;
      kinds.add(kind);
      if (kind === 'environment') take(readEnvironmentText(path, text), (part) => (environment = part));
      else if (kind === 'variables') take(readVariablesText(path, text), (part) => (variables = part));
      else if (kind === 'deployments') take(readDeploymentsText(path, text), (part) => (deployed = part));
      else if (kind === 'contract') take(readContractText(path, name, text), (part) => contracts.set(name, part));
      else if (kind === 'connection') take(readConnectionText(path, name, text), (part) => connections.set(name, part));
      else if (kind === 'flow') take(readFlowText(path, name, text), (flow) => flows.set(name, { flow, runs: null }));
      else if (!isRows) take(readLookupTexts(name, text, files.get(pathOf.rows(name))), (part) => lookups.set(name, part));
      else if (!files.has(pathOf.lookup(name)))
        problems.push(errorIn(path, `These are rows of no lookup: ${pathOf.lookup(name)} is not there. Add it, or remove this file.`));
    }

  for (const [id, runs] of deployed) {
    const part = flows.get(id);
    if (part) flows.set(id, { ...part, runs });
    else if (!files.has(pathOf.flow(id)))
      problems.push(
        errorIn(pathOf.deployments, `"${id}" is to run, but ${pathOf.flow(id)} is not there. Add it, or take "${id}" out.`, `flows.${id}`),
      );
  }
  if (kinds.size === 0 && problems.length === 0)
    problems.push(
      errorIn('.', 'There is nothing of an environment here: no environment.json, no flows. Name the folder that crossdock export wrote.'),
    );
  return { setup: { environment, variables, contracts, lookups, connections, flows }, kinds, problems };
}

function tooMuch(files: Files): FileProblem[] {
  if (files.size > folderLimits.files)
    return [
      errorIn('.', `The folder has ${files.size} files; ${folderLimits.files} are read. Name the folder that crossdock export wrote.`),
    ];
  let bytes = 0;
  for (const [path, text] of files) {
    const size = Buffer.byteLength(text);
    if (size > folderLimits.fileBytes)
      return [errorIn(path, `The file has ${mb(size)} MB; ${mb(folderLimits.fileBytes)} MB are read. Take out what no flow needs.`)];
    bytes += size;
  }
  if (bytes <= folderLimits.bytes) return [];
  return [
    errorIn('.', `The files have ${mb(bytes)} MB together; ${mb(folderLimits.bytes)} MB are read. Use --only to take a part of them.`),
  ];
}

const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

const rootFiles = [pathOf.environment, pathOf.variables, pathOf.deployments] as const;

/** What lies among our files and is none: it would be passed over in silence. */
function strangeFile(path: string): FileProblem[] {
  const [folder = '', ...rest] = path.split('/');
  const name = rest.at(-1) ?? folder;
  if (name.startsWith('.') || path === pathOf.readme) return [];
  if (rest.length > 0 && (folderNames as readonly string[]).includes(folder)) {
    const wanted = { flows: 'ID.flow.json', contracts: 'NAME@N.schema.json', lookups: 'NAME.json and NAME.csv', connections: 'NAME.json' };
    return [
      errorIn(path, `Files here are called ${wanted[folder as keyof typeof wanted]}. Rename it, or move it out of the folder ${folder}.`),
    ];
  }
  if (rest.length > 0 || !name.endsWith('.json')) return [];
  const meant = closest(name, rootFiles);
  return [warningIn(path, `This file is not read.${meant ? ` Did you mean ${meant}?` : ''}`)];
}
