import type { LookupUse } from '@crossdock/nodes/contract/check-expression';
import type { Flow, FlowNode } from '../document/flow.ts';
import type { Catalog } from '../graph/catalog.ts';
import { codeWith } from './code-uses.ts';

/** Where a flow looks something up. `node` null: in the settings of the flow. */
export type PlacedLookup = LookupUse & { readonly node: FlowNode | null; readonly field: string };

/** Every lookup that the flow's expressions and code name; texts with a mistake in them are passed over. */
export function lookupUses(flow: Flow, catalog: Catalog): readonly PlacedLookup[] {
  return codeWith('lookup', flow, catalog).flatMap(({ node, field, code }) => code.lookups.map((use) => ({ ...use, node, field })));
}
