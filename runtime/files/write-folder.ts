import { compareText } from '@crossdock/flows/document/compare-text';
import { connectionText } from './connection-file.ts';
import { contractText } from './contract-file.ts';
import { deploymentsText } from './deployments-file.ts';
import { environmentText } from './environment-file.ts';
import { flowText } from './flow-file.ts';
import { pathOf } from './layout.ts';
import { lookupText, rowsText } from './lookup-files.ts';
import { attributesText, readmeText } from './readme-text.ts';
import type { Setup } from './setup.ts';
import { variablesText } from './variables-file.ts';

/** Path to text. */
export type Files = ReadonlyMap<string, string>;

/** The files of an environment, in the order of their paths. Pure: equal setups give equal files. */
export function writeFolder(setup: Setup): Files {
  return inOrder([[pathOf.attributes, attributesText], [pathOf.readme, readmeText], ...parts(setup)]);
}

function parts({ environment, variables, contracts, lookups, connections, flows }: Setup): (readonly [string, string])[] {
  const running = new Map([...flows].flatMap(([id, { runs }]) => (runs ? [[id, runs] as const] : [])));
  return [
    ...(environment ? [[pathOf.environment, environmentText(environment)] as const] : []),
    ...(variables ? [[pathOf.variables, variablesText(variables)] as const] : []),
    [pathOf.deployments, deploymentsText(running)],
    ...[...contracts].map(([name, part]) => [pathOf.contract(name), contractText(part)] as const),
    ...[...lookups].flatMap(([name, part]) => [
      [pathOf.lookup(name), lookupText(part)] as const,
      [pathOf.rows(name), rowsText(part)] as const,
    ]),
    ...[...connections].map(([name, part]) => [pathOf.connection(name), connectionText(part)] as const),
    ...[...flows].map(([id, { flow }]) => [pathOf.flow(id), flowText(flow)] as const),
  ];
}

function inOrder(files: readonly (readonly [string, string])[]): Files {
  return new Map(files.toSorted(([a], [b]) => compareText(a, b)));
}
