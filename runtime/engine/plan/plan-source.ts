import type { Flow } from '@crossdock/flows/document/flow';
import { chunkParts } from '@crossdock/flows/graph/chunk-parts';
import { chunkTraits } from '@crossdock/flows/graph/chunk-traits';
import { endsStage, type Plan, type PlanNode } from './plan.ts';

/** Rows of a chunk. With calls for each row the ledger and the answers of a chunk's run must stay small. */
const rowsOfChunk = { pure: 10_000, calling: 500 };

/** Decides whether and how a flow works on a text that is too big for one run. */
export function planSource(flow: Flow, nodes: readonly PlanNode[]): Pick<Plan, 'source' | 'wholeBecause'> {
  const byId = new Map(nodes.map((planned) => [planned.node.id, planned]));
  const divided = chunkParts(flow, (id) => traitsOf(byId.get(id) as PlanNode));
  if (divided.kind === 'none') return { source: null, wholeBecause: null };
  if (divided.kind === 'whole') {
    const names = divided.because.map(({ node }) => `"${byId.get(node)?.node.name}"`);
    return {
      source: null,
      wholeBecause: `${names.join(' and ')} ${names.length === 1 ? 'needs' : 'need'} all records at once`,
    };
  }
  const parts = nodes.map((planned) => divided.parts.get(planned.node.id) ?? null);
  const cutter = byId.get(divided.cutter) as PlanNode;
  const rule = cutter.definition.kind === 'pure' ? cutter.definition.cut?.(cutter.definition.config.parse(cutter.node.config)) : null;
  if (!rule) return { source: null, wholeBecause: null };
  const ofChunks = nodes.filter((planned) => ['before', 'chunk', 'edge'].includes(parts[planned.index] ?? '') && !planned.isUndo);
  const isCalling = ofChunks.some((planned) => parts[planned.index] === 'chunk' && endsStage(planned));
  return {
    source: {
      rule,
      cutter: cutter.index,
      parts,
      lastStage: ofChunks.reduce((last, planned) => Math.max(last, planned.stage + (endsStage(planned) ? 1 : 0)), 0),
      rows: isCalling ? rowsOfChunk.calling : rowsOfChunk.pure,
    },
    wholeBecause: null,
  };
}

function traitsOf({ definition, node }: PlanNode) {
  return chunkTraits(definition, definition.config.parse(node.config) as Record<string, unknown>, node.disabled);
}
