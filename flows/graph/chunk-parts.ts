import type { FlowEdge } from '../document/flow.ts';
import { graphOf, sourcesOf } from './graph.ts';
import { topologicalOrder } from './topological-order.ts';

/** What decides whether a step can work on a part of a big text. */
export type ChunkTraits = {
  readonly isTrigger: boolean;
  /** It reads records out of a text that may be cut. */
  readonly cuts: boolean;
  /** Items pass it one by one, before the text is read: it rejects duplicates, for example. */
  readonly passes: boolean;
  /** It sees all items together. */
  readonly isTogether: boolean;
  /** It waits for everything before it and can put the results of chunks together. */
  readonly combines: boolean;
};

/**
 * Who executes a step of a flow that works on a big text in chunks. `before`: everybody, to get at the text. `chunk`: each chunk's run, for its records.
 * `edge`: a barrier, by half in each. `parent`: the parent, once all chunks are done.
 */
export type ChunkPart = 'before' | 'chunk' | 'edge' | 'parent';

export type ChunkParts =
  | { readonly kind: 'chunks'; readonly cutter: string; readonly parts: ReadonlyMap<string, ChunkPart> }
  /** A reader stands right behind the trigger, but these steps need all records at once. */
  | { readonly kind: 'whole'; readonly cutter: string; readonly because: readonly { readonly node: string; readonly why: WholeReason }[] }
  /** No reader of records stands right behind the trigger. */
  | { readonly kind: 'none' };

/** `together`: it sees all items and cannot combine. `mixes`: it takes records of chunks and results of all of them. */
export type WholeReason = 'together' | 'mixes';

/** Divides a flow between the runs of chunks and their parent. */
export function chunkParts(
  flow: { readonly nodes: readonly { readonly id: string }[]; readonly edges: readonly FlowEdge[] },
  traitsOf: (id: string) => ChunkTraits,
): ChunkParts {
  const graph = graphOf(flow);
  const order = topologicalOrder(graph);
  const trigger = order.find((id) => traitsOf(id).isTrigger);
  if (trigger === undefined) return { kind: 'none' };

  const parts = new Map<string, ChunkPart>([[trigger, 'before']]);
  let cutter = trigger;
  // One way, without branches, leads from the trigger to the reader: otherwise another step would need the text too.
  for (;;) {
    const edges = graph.from.get(cutter) ?? [];
    const [only] = edges;
    if (!only || edges.length > 1 || only.from.port === 'error' || sourcesOf(graph, only.to.node).length > 1) return { kind: 'none' };
    cutter = only.to.node;
    const { passes, cuts } = traitsOf(cutter);
    if (cuts) break;
    if (!passes) return { kind: 'none' };
    parts.set(cutter, 'before');
  }
  parts.set(cutter, 'chunk');

  const because: { node: string; why: WholeReason }[] = [];
  for (const id of order) {
    if (parts.has(id)) continue;
    const sources = sourcesOf(graph, id).map((source) => parts.get(source));
    if (sources.every((part) => part === undefined)) continue;
    const { isTogether, combines } = traitsOf(id);
    const takesRecords = sources.some((part) => part === 'chunk' || part === 'before');
    const takesResults = sources.some((part) => part === 'edge' || part === 'parent');
    if (takesRecords && takesResults) because.push({ node: id, why: 'mixes' });
    else if (takesRecords && isTogether && !combines) because.push({ node: id, why: 'together' });
    parts.set(id, takesResults ? 'parent' : isTogether ? 'edge' : 'chunk');
  }
  return because.length > 0 ? { kind: 'whole', cutter, because } : { kind: 'chunks', cutter, parts };
}
