import { compareText } from '../document/compare-text.ts';
import type { FlowEdge, FlowNode } from '../document/flow.ts';

/** A flow's nodes and wires, indexed for questions. Edges with an end that does not exist are left out; `check` reports them. */
export type Graph = {
  /** Sorted, so that answers never depend on the order of drawing. */
  readonly ids: readonly string[];
  readonly into: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly from: ReadonlyMap<string, readonly FlowEdge[]>;
};

export function graphOf(flow: { readonly nodes: readonly Pick<FlowNode, 'id'>[]; readonly edges: readonly FlowEdge[] }): Graph {
  const ids = [...new Set(flow.nodes.map((node) => node.id))].sort(compareText);
  const into = new Map<string, FlowEdge[]>(ids.map((id) => [id, []]));
  const from = new Map<string, FlowEdge[]>(ids.map((id) => [id, []]));
  for (const edge of flow.edges) {
    const [starts, ends] = [from.get(edge.from.node), into.get(edge.to.node)];
    if (!starts || !ends) continue;
    starts.push(edge);
    ends.push(edge);
  }
  return { ids, into, from };
}

/** The nodes that feed this one directly, sorted, each once. */
export function sourcesOf(graph: Graph, id: string): string[] {
  return sortedOnce((graph.into.get(id) ?? []).map((edge) => edge.from.node));
}

/** The nodes that this one feeds directly, sorted, each once. */
export function targetsOf(graph: Graph, id: string): string[] {
  return sortedOnce((graph.from.get(id) ?? []).map((edge) => edge.to.node));
}

function sortedOnce(ids: readonly string[]): string[] {
  return ids.length <= 1 ? [...ids] : [...new Set(ids)].sort(compareText);
}
