import { variablesIn } from '@crossdock/nodes/contract/variables-in';
import type { Flow, FlowNode } from '../document/flow.ts';
import type { Catalog } from '../graph/catalog.ts';
import { codeWith } from './code-uses.ts';

/** Where a flow reads a variable of its environment. `name` `*`: which one is only known when it runs. */
export type PlacedVariable = { readonly name: string; readonly node: FlowNode | null; readonly field: string };

/** Every variable that the flow's expressions and code name, as `vars.name`. */
export function variableUses(flow: Flow, catalog: Catalog): readonly PlacedVariable[] {
  return codeWith('vars', flow, catalog).flatMap(({ node, field, code }) =>
    variablesIn(code.references).map((name) => ({ name, node, field })),
  );
}

/** The names of the variables a flow reads, once each, without `*`. */
export function variablesOf(flow: Flow, catalog: Catalog): readonly string[] {
  return [...new Set(variableUses(flow, catalog).map(({ name }) => name))].filter((name) => name !== '*').sort();
}
