import type { FlowEdge, FlowNode } from '../document/flow.ts';
import type { Catalog } from './catalog.ts';
import { graphOf, sourcesOf } from './graph.ts';
import { topologicalOrder } from './topological-order.ts';

type Placed = { readonly stage: number; readonly endsStage: boolean };
type Given = { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] };

/** The stage of a step behind these: the next one where a step before it ends its own, because its answers come from outside. */
export function stageBehind(before: readonly Placed[]): number {
  return before.reduce((stage, step) => Math.max(stage, step.stage + (step.endsStage ? 1 : 0)), 0);
}

/** Steps that are computed together, in one go. */
export type Region = {
  /** From 0; a region begins when the answers of the stage before are written. */
  readonly stage: number;
  /** Connected steps that need nothing from outside, in the order they are computed. */
  readonly nodes: readonly string[];
  /** The wires between them. */
  readonly edges: readonly FlowEdge[];
};

/** What is computed together, and the steps at whose answers a run is written down: effects, reads and waits. */
export function regionsOf(flow: Given, catalog: Catalog): { readonly regions: readonly Region[]; readonly checkpoints: readonly string[] } {
  const graph = graphOf(flow);
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const placed = new Map<string, Placed>();
  for (const id of topologicalOrder(graph)) {
    const node = byId.get(id) as FlowNode;
    const stage = stageBehind(sourcesOf(graph, id).flatMap((source) => placed.get(source) ?? []));
    placed.set(id, { stage, endsStage: !node.disabled && isOutside(node, catalog) });
  }
  const inside = [...placed].filter(([, { endsStage }]) => !endsStage).map(([id]) => id);
  const edges = flow.edges.filter(
    ({ from, to }) => isInside(from.node) && isInside(to.node) && placed.get(from.node)?.stage === placed.get(to.node)?.stage,
  );
  return {
    regions: connected(inside, edges).map((nodes) => {
      const own = new Set(nodes);
      return { stage: placed.get(nodes[0] ?? '')?.stage ?? 0, nodes, edges: edges.filter((edge) => own.has(edge.from.node)) };
    }),
    checkpoints: [...placed].filter(([, { endsStage }]) => endsStage).map(([id]) => id),
  };

  function isInside(id: string): boolean {
    return placed.get(id)?.endsStage === false;
  }
}

/** Whether the outcome of a step comes from outside. */
function isOutside(node: FlowNode, catalog: Catalog): boolean {
  const kind = catalog.get(node.type, node.version)?.kind;
  return kind === 'effect' || kind === 'read' || kind === 'wait';
}

function connected(ids: readonly string[], edges: readonly FlowEdge[]): string[][] {
  const found = new Map(ids.map((id) => [id, [id]]));
  for (const { from, to } of edges) {
    const [a, b] = [found.get(from.node), found.get(to.node)];
    if (!a || !b || a === b) continue;
    a.push(...b);
    for (const id of b) found.set(id, a);
  }
  const order = new Map(ids.map((id, index) => [id, index]));
  return [...new Set(found.values())].map((part) => part.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
}
