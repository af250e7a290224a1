import { contractUses } from '@crossdock/flows/check/contract-uses';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { variablesOf } from '@crossdock/flows/check/variable-uses';
import type { Flow } from '@crossdock/flows/document/flow';
import type { LookupBook } from '../lookups/lookup-book.ts';
import { connectionsOf } from './connections-of.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';

/** What a version ran with in its environment when it was deployed. */
export type Configuration = {
  /** The values of the variables it reads. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The versions of the tables it looks things up in. */
  readonly lookups: Readonly<Record<string, number>>;
  readonly contracts: readonly string[];
  readonly connections: readonly string[];
};

export type ConfigurationResources = {
  readonly knowledge: FlowKnowledge;
  readonly lookups: Pick<LookupBook, 'current'>;
  readonly variables: { values(env: string): Readonly<Record<string, unknown>> };
};

/** The tables that the flow looks things up in, each once. */
export function tablesOf(flow: Flow, { catalog }: Pick<FlowKnowledge, 'catalog'>): readonly string[] {
  return [...new Set(lookupUses(flow, catalog).map((use) => use.table))].sort();
}

/** Of all in memory; a table or variable that is not there is left out. */
export function configurationOf({ knowledge, lookups, variables }: ConfigurationResources, env: string, flow: Flow): Configuration {
  const values = variables.values(env);
  return {
    variables: Object.fromEntries(variablesOf(flow, knowledge.catalog).flatMap((name) => (name in values ? [[name, values[name]]] : []))),
    lookups: Object.fromEntries(
      tablesOf(flow, knowledge).flatMap((name) => {
        const current = lookups.current(env, name);
        return current ? [[name, current.version]] : [];
      }),
    ),
    contracts: [...contractUses(flow, knowledge.catalog)].sort(),
    connections: connectionsOf(flow, knowledge),
  };
}
