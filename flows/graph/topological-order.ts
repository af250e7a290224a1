import { type Graph, targetsOf } from './graph.ts';

/**
 * All nodes, each after those that feed it; what is free to start comes in the order of ids. Depends on nothing but ids and edges.
 * Nodes in a loop, or behind one, come last by id: an order for showing them, none for running them (see `loops`).
 */
export function topologicalOrder(graph: Graph): string[] {
  const waitsFor = new Map(graph.ids.map((id) => [id, new Set((graph.into.get(id) ?? []).map((edge) => edge.from.node)).size]));
  const free = graph.ids.filter((id) => waitsFor.get(id) === 0);
  const order: string[] = [];
  for (let id = free.shift(); id !== undefined; id = free.shift()) {
    order.push(id);
    for (const target of targetsOf(graph, id)) {
      const left = (waitsFor.get(target) ?? 0) - 1;
      waitsFor.set(target, left);
      if (left === 0) insertSorted(free, target);
    }
  }
  if (order.length === graph.ids.length) return order;
  const placed = new Set(order);
  return [...order, ...graph.ids.filter((id) => !placed.has(id))];
}

function insertSorted(sorted: string[], id: string): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < id) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, id);
}
