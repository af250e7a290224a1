import type { FlowEdge } from '@crossdock/flows/document/flow';
import type { ShownItem } from '../server/shapes.ts';

type Ports = Readonly<Record<string, readonly ShownItem[]>>;

/** What comes to a step's input ports over these edges, from the outputs of the steps before. */
export function itemsArriving(upstream: readonly FlowEdge[], outputs: ReadonlyMap<string, Ports>): Record<string, ShownItem[]> {
  const arriving: Record<string, ShownItem[]> = {};
  for (const edge of upstream) {
    const items = outputs.get(edge.from.node)?.[edge.from.port] ?? [];
    if (items.length > 0) arriving[edge.to.port] = [...(arriving[edge.to.port] ?? []), ...items];
  }
  return arriving;
}

/** A record that is in no run, such as a sample or a pinned one, to be shown like an item. */
export function plainItem(id: string, json: unknown): ShownItem {
  return {
    id,
    key: null,
    from: [],
    json,
    isCut: false,
    correctedBy: null,
    bytes: JSON.stringify(json)?.length ?? 0,
    note: null,
    error: null,
  };
}
