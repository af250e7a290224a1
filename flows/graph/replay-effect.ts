import type { FlowEdge, FlowNode } from '../document/flow.ts';
import type { Catalog } from './catalog.ts';
import { graphOf } from './graph.ts';
import { downstreamOf, upstreamOf } from './reach.ts';
import { topologicalOrder } from './topological-order.ts';

/**
 * What a replay does with a step, as far as the graph tells: `computed` again without a trace outside, `kept` with the answers it has, `keyed` sent with the same
 * key so that nothing happens twice, `asked` of a person where it is unknown, `read` or `waits` again, `untouched`.
 */
export type ReplayEffect = 'computed' | 'kept' | 'keyed' | 'asked' | 'read' | 'waits' | 'untouched';

/** What a replay from a step would do with each step, in their order. Confirmed effects are never sent again. */
export function replayEffectOf(
  flow: { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] },
  catalog: Catalog,
  from: string,
): { readonly nodeId: string; readonly effect: ReplayEffect }[] {
  const graph = graphOf(flow);
  const behind = new Set([from, ...downstreamOf(graph, from)]);
  const before = new Set(upstreamOf(graph, from));
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  return topologicalOrder(graph).map((nodeId) => ({ nodeId, effect: effectOn(byId.get(nodeId) as FlowNode) }));

  function effectOn(node: FlowNode): ReplayEffect {
    const descriptor = catalog.get(node.type, node.version);
    const isPure = node.disabled || descriptor === undefined || descriptor.kind === 'pure' || descriptor.kind === 'trigger';
    if (!behind.has(node.id)) return !before.has(node.id) ? 'untouched' : isPure ? 'computed' : 'kept';
    if (isPure) return 'computed';
    if (descriptor.kind === 'read') return 'read';
    if (descriptor.kind === 'wait') return 'waits';
    return descriptor.idempotency === 'none' || descriptor.idempotency === null ? 'asked' : 'keyed';
  }
}
