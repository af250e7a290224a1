import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { namedOutputs } from './named-outputs.ts';

/** The step at which a flow that is built as one line goes on; null where several could be meant. */
export function onlyEnd({ nodes, edges }: Pick<Flow, 'nodes' | 'edges'>, catalog: Catalog): string | null {
  if (edges.length !== nodes.length - 1) return null;
  const ends = nodes.filter((node) => {
    const descriptor = catalog.get(node.type, node.version);
    const [first] = descriptor ? namedOutputs(descriptor, node.config) : [];
    return first !== undefined && !edges.some((edge) => edge.from.node === node.id && edge.from.port === first.name);
  });
  return ends.length === 1 ? (ends[0]?.id ?? null) : null;
}
