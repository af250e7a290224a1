import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import { variableUses } from '@crossdock/flows/check/variable-uses';
import type { Flow } from '@crossdock/flows/document/flow';
import { type Detail, Refusal } from '../api/refusal.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';

type Names = { names(env?: string): readonly string[] };

/** Throws FLOW_HAS_ERRORS when the environment lacks a lookup or a variable that the flow reads: every item would fail there. */
export function refuseMissing(
  flow: Flow,
  env: string,
  {
    knowledge,
    lookups,
    variables,
  }: { readonly knowledge: Pick<FlowKnowledge, 'catalog'>; readonly lookups: Names; readonly variables: Names },
): void {
  const tables = new Set(lookups.names(env));
  const values = new Set(variables.names(env));
  const missing = [
    ...lookupUses(flow, knowledge.catalog)
      .filter(({ table }) => !tables.has(table))
      .map(({ node, field, table }) => ({
        detail: placed(node, field, `looks things up in "${table}", which ${env} does not have`),
        remedy: `${env} has no lookup "${table}". Create it there, or copy it from another environment.`,
      })),
    ...variableUses(flow, knowledge.catalog)
      .filter(({ name }) => name !== '*' && !values.has(name))
      .map(({ node, field, name }) => ({
        detail: placed(node, field, `reads the variable "${name}", which ${env} does not have`),
        remedy: `${env} has no variable "${name}". Create it under Variables.`,
      })),
  ];
  const [first] = missing;
  if (!first) return;
  throw new Refusal(
    'FLOW_HAS_ERRORS',
    `It cannot run in ${env}: ${first.remedy}`,
    missing.map(({ detail }) => detail),
  );
}

function placed(node: { readonly id: string } | null, field: string, message: string): Detail {
  return { path: node ? `nodes.${node.id}.${field}` : field, message };
}
