import type { Contract } from '@crossdock/flows/contracts/contract';
import type { Flow } from '@crossdock/flows/document/flow';
import type { ChunkPart } from '@crossdock/flows/graph/chunk-parts';
import { type CompiledConfig, compileConfig } from '@crossdock/nodes/contract/compile-config';
import type { PureNode } from '@crossdock/nodes/contract/define-node';
import { expression } from '@crossdock/nodes/contract/expression';
import { variablesIn } from '@crossdock/nodes/contract/variables-in';
import { z } from 'zod';
import { contractCode } from './contract-code.ts';
import { endsStage, type PlanNode } from './plan.ts';

/** One field that holds any expression: keys of the intake are compiled like fields of a node. */
const keyField = z.object({ value: expression(z.json(), { title: 'Key' }) });

/**
 * The program of a flow version as JavaScript text: its nodes with their expressions as functions, its keys, its contracts. What it is handed (`crossdock`)
 * is hidden from the users' code, which only sees the function library, `run`, `env` and `vars`.
 */
export function programSource(given: {
  readonly flow: Flow;
  readonly nodes: readonly PlanNode[];
  /** By node: who executes it when the flow works in chunks. */
  readonly parts: readonly (ChunkPart | null)[];
  readonly dedupeKey: string | undefined;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly libraryNames: readonly string[];
}): { readonly source: string; readonly lookups: readonly string[]; readonly variables: readonly string[] } {
  const reads: Reads = { lookups: new Set(), variables: new Set() };
  const { lookups, variables } = reads;
  const nodes = given.nodes
    .map((planned) => nodeSource(planned, isCarried(planned, given.nodes), given.parts[planned.index] ?? null, reads))
    .join(',\n');
  const contracts = [...given.contracts].map(([name, contract]) => `${JSON.stringify(name)}: ${contractCode(contract)}`).join(',\n');
  const extraction = extractionSource(given.flow, given.dedupeKey, reads);
  // Tables are handed over with the program (`withTables`); one without lookups takes none, and stays as it is.
  const source = `(crossdock${lookups.size > 0 ? ', tables' : ''}) => {
"use strict";
const { $x, $t, $c, $f, $p } = crossdock.scope;
const { ${given.libraryNames.join(', ')} } = crossdock.functions;
let run, env, vars;
const contracts = ((require) => ({ ${contracts} }))();
const enter = (nextRun, nextVars) => { run = nextRun; vars = nextVars; env = nextRun && nextRun.env; };${lookups.size > 0 ? '\nconst lookup = crossdock.lookups(tables, () => env);' : ''}
const [extraction, nodes] = ((crossdock, contracts, enter${lookups.size > 0 ? ', tables' : ''}) => [${extraction}, [
${nodes}
]])();
return crossdock.region({ enter, extraction, nodes, contracts });
}`;
  return { source, lookups: [...lookups].sort(), variables: [...variables].sort() };
}

/** What expressions read beside the items: tables and variables, by name. */
type Reads = { readonly lookups: Set<string>; readonly variables: Set<string> };

function addReads({ lookups, variables }: Reads, used: Pick<CompiledConfig, 'lookups' | 'references'>): void {
  for (const { table } of used.lookups) lookups.add(table);
  for (const name of variablesIn(used.references)) variables.add(name);
}

function nodeSource(planned: PlanNode, carries: boolean, chunkPart: ChunkPart | null, reads: Reads): string {
  const { node, definition } = planned;
  const compiled = compileConfig(definition.config, node.config);
  const { source } = compiled;
  addReads(reads, compiled);
  const plain = {
    id: node.id,
    type: `${definition.type}@${definition.version}`,
    kind: definition.kind === 'trigger' ? 'trigger' : endsStage(planned) ? 'io' : 'pure',
    isWait: planned.wait !== null,
    isUndo: planned.isUndo,
    hasUndoEdge: planned.undoneBy.length > 0,
    stage: planned.stage,
    scope: definition.kind === 'pure' ? scopeOf(definition, node.config) : 'item',
    isBarrier: definition.kind === 'pure' && definition.barrier === true,
    ...(definition.kind === 'pure' && definition.needsNoInput && { needsNoInput: true }),
    isDisabled: node.disabled,
    onMissing: planned.onFailure.onMissing,
    lossScope: planned.onFailure.scope,
    inputs: planned.inputs,
    outputs: planned.outputs,
    hasErrorEdge: planned.hasErrorEdge,
    ancestors: planned.ancestors,
    carries,
    chunkPart,
    cuts: definition.kind === 'pure' && definition.cut !== undefined,
  };
  return `{ ...${JSON.stringify(plain)}, config: ${source} }`;
}

function scopeOf({ scope, config }: PureNode, given: Record<string, unknown>): 'item' | 'all' {
  return typeof scope === 'function' ? scope(config.parse(given)) : scope;
}

/** Whether a later stage reads what the node emits. A call's own completion reads the items it was asked for. */
function isCarried(planned: PlanNode, nodes: readonly PlanNode[]): boolean {
  return nodes.some(
    (other) =>
      !other.isUndo &&
      (other.stage > planned.stage || (endsStage(other) && other.stage >= planned.stage)) &&
      other.inputs.some((input) => input.edges.some((edge) => edge.node === planned.index)),
  );
}

function extractionSource(flow: Flow, dedupeKey: string | undefined, reads: Reads): string {
  const key = (value: string) => {
    const compiled = compileConfig(keyField, { value });
    addReads(reads, compiled);
    return `${compiled.source}.value`;
  };
  const { orderingKey, correlationId, businessKeys } = flow.settings;
  const keys = businessKeys.map(
    (rule) => `{ kind: ${JSON.stringify(rule.kind)}, normalise: ${JSON.stringify(rule.normalise)}, value: ${key(rule.value)} }`,
  );
  const fields = [
    ...(dedupeKey === undefined ? [] : [`dedupe: ${key(dedupeKey)}`]),
    ...(orderingKey === undefined ? [] : [`ordering: ${key(orderingKey)}`]),
    ...(correlationId === undefined ? [] : [`correlation: ${key(correlationId)}`]),
    `keys: [${keys.join(', ')}]`,
  ];
  return `{ ${fields.join(', ')} }`;
}
