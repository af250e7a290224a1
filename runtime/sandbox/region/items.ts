import type { Item } from '@crossdock/nodes/contract/item';
import type { ProgramNode } from './program.ts';

/** What each node has emitted so far, by index and port. */
export type Outputs = (Record<string, readonly Item[]> | undefined)[];

/**
 * The items on an input port: edge by edge in the plan's order. Where several edges meet, ids are qualified by their edge
 * (`0~map.out`), always and not only on collision, so that an id never depends on which other items arrived.
 */
export function gather(
  node: ProgramNode,
  port: string,
  nodes: readonly ProgramNode[],
  outputs: Outputs,
  allowed?: ReadonlySet<number>,
): readonly Item[] {
  const edges = node.inputs.find((input) => input.port === port)?.edges ?? [];
  const [only] = edges;
  if (only && edges.length === 1) return allowed && !allowed.has(only.node) ? [] : (outputs[only.node]?.[only.port] ?? []);
  const gathered: Item[] = [];
  for (const edge of edges) {
    if (allowed && !allowed.has(edge.node)) continue;
    const source = nodes[edge.node];
    for (const item of outputs[edge.node]?.[edge.port] ?? []) gathered.push({ ...item, id: `${item.id}~${source?.id}.${edge.port}` });
  }
  return gathered;
}
