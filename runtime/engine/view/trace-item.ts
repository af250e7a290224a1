import type { Item } from '@crossdock/nodes/contract/item';
import type { Outputs } from '../../sandbox/region/items.ts';
import type { PlanNode } from '../plan/plan.ts';

/** An item on an input port, and whose output it was. */
type Arrived = {
  readonly item: Item;
  readonly port: string;
  readonly source: { readonly node: number; readonly port: string; readonly id: string };
};

/** What has to do with an item at one node: what came in and what went out of it. */
export type Traced = {
  readonly node: number;
  readonly side: 'before' | 'here' | 'after';
  readonly arrived: readonly Item[];
  readonly emitted: readonly { readonly port: string; readonly item: Item }[];
};

type Node = Pick<PlanNode, 'index' | 'node' | 'inputs'>;

/**
 * Follows one item through what a run recorded: back over all records it was made of, and forth over all that was made of it. In the order of the nodes.
 * Null when no such item is known at the node, neither on its inputs nor on its outputs.
 */
export function traceItem(nodes: readonly Node[], outputs: Outputs, node: number, itemId: string): Traced[] | null {
  const arrivals = nodes.map((each) => arrivedAt(each, nodes, outputs));
  const own = (arrivals[node] ?? []).filter(({ item }) => item.id === itemId);
  const madeHere = own.length > 0 ? [] : emittedBy(node).filter(({ item }) => item.id === itemId);
  if (own.length + madeHere.length === 0) return null;
  const here = own.length > 0 ? own : madeHere.flatMap(({ item }) => originsOf(node, item));
  return [...before(here), { node, side: 'here', arrived: here.map(({ item }) => item), emitted: out(node, here, madeHere) }, ...after()];

  function emittedBy(index: number): { port: string; item: Item }[] {
    return Object.entries(outputs[index] ?? {}).flatMap(([port, items]) => items.map((item) => ({ port, item })));
  }

  /** The inputs of a node that one of its outputs was made of: itself when it went through, else those it names. */
  function originsOf(index: number, made: Item): Arrived[] {
    const all = arrivals[index] ?? [];
    const same = all.filter(({ item }) => item.id === made.id);
    return same.length > 0 ? same : all.filter(({ item }) => made.from?.includes(item.id));
  }

  function out(index: number, arrived: readonly Arrived[], made: readonly { port: string; item: Item }[]) {
    if (made.length > 0) return made;
    const ids = new Set(arrived.map(({ item }) => item.id));
    return emittedBy(index).filter(({ item }) => originsOf(index, item).some((origin) => ids.has(origin.item.id)));
  }

  function before(from: readonly Arrived[]): Traced[] {
    const wanted = new Map<number, Set<string>>();
    const ask = (arrived: readonly Arrived[]) => {
      for (const { source } of arrived) wanted.set(source.node, (wanted.get(source.node) ?? new Set()).add(`${source.port}/${source.id}`));
    };
    ask(from);
    const found: Traced[] = [];
    for (let index = node - 1; index >= 0; index--) {
      const keys = wanted.get(index);
      if (!keys) continue;
      const emitted = emittedBy(index).filter(({ port, item }) => keys.has(`${port}/${item.id}`));
      const origins = [...new Set(emitted.flatMap(({ item }) => originsOf(index, item)))];
      ask(origins);
      found.unshift({ node: index, side: 'before', arrived: origins.map(({ item }) => item), emitted });
    }
    return found;
  }

  function after(): Traced[] {
    const given = new Map([[node, new Set(out(node, here, madeHere).map(({ port, item }) => `${port}/${item.id}`))]]);
    const found: Traced[] = [];
    for (let index = node + 1; index < nodes.length; index++) {
      const arrived = (arrivals[index] ?? []).filter(({ source }) => given.get(source.node)?.has(`${source.port}/${source.id}`));
      if (arrived.length === 0) continue;
      const emitted = out(index, arrived, []);
      given.set(index, new Set(emitted.map(({ port, item }) => `${port}/${item.id}`)));
      found.push({ node: index, side: 'after', arrived: arrived.map(({ item }) => item), emitted });
    }
    return found;
  }
}

/** As `gather` does it, with whose output each item was: where several edges meet, ids are qualified by their edge. */
function arrivedAt({ inputs }: Node, nodes: readonly Node[], outputs: Outputs): Arrived[] {
  return inputs.flatMap(({ port, edges }) =>
    edges.flatMap((edge) =>
      (outputs[edge.node]?.[edge.port] ?? []).map((item) => ({
        port,
        source: { node: edge.node, port: edge.port, id: item.id },
        item: edges.length === 1 ? item : { ...item, id: `${item.id}~${nodes[edge.node]?.node.id}.${edge.port}` },
      })),
    ),
  );
}
