import { compareText } from '@crossdock/flows/document/compare-text';
import { connectionText } from './connection-file.ts';
import { contractText } from './contract-file.ts';
import { environmentText } from './environment-file.ts';
import { hashOf } from './hash.ts';
import { jsonText } from './json-text.ts';
import { pathOf } from './layout.ts';
import { lookupText, rowsText } from './lookup-files.ts';
import type { PlanKind } from './plan.ts';
import type { Setup } from './setup.ts';
import { deployedIn, type FileSources, setupWithoutFlows } from './state-of.ts';

/** One part of an environment. Equal hashes are equal contents, in every installation. */
export type PartHash = { readonly kind: PlanKind; readonly name: string; readonly path: string; readonly hash: string };

/** What an environment is right now, part by part, in the order of their paths. */
export async function hashesOf(sources: FileSources, env: string): Promise<readonly PartHash[]> {
  const setup = await setupWithoutFlows(sources, env);
  const flows = deployedIn(sources, env).map(({ flow, hash }) => ({
    kind: 'flow' as const,
    name: flow.id,
    path: pathOf.flow(flow.id),
    hash,
  }));
  return [...partHashes(setup), ...flows].sort((a, b) => compareText(a.path, b.path) || compareText(a.name, b.name));
}

/** All but the flows. */
function partHashes({ environment, variables, contracts, lookups, connections }: Omit<Setup, 'flows'>): PartHash[] {
  return [
    ...(environment ? [part('environment', environment.name, pathOf.environment, environmentText(environment))] : []),
    ...[...(variables ?? [])].map(([name, one]) => part('variable', name, pathOf.variables, jsonText(one))),
    ...[...contracts].map(([name, one]) => part('contract', name, pathOf.contract(name), contractText(one))),
    ...[...lookups].map(([name, one]) => part('lookup', name, pathOf.lookup(name), lookupText(one) + rowsText(one))),
    ...[...connections].map(([name, one]) => part('connection', name, pathOf.connection(name), connectionText(one))),
  ];
}

function part(kind: PlanKind, name: string, path: string, text: string): PartHash {
  return { kind, name, path, hash: hashOf(text) };
}
