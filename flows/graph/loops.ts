import { type Graph, graphOf, targetsOf } from './graph.ts';
import { pathBetween } from './reach.ts';

/**
 * The loops of a graph: for every group of nodes that reach each other, its shortest loop through the group's first node by id, in the order of
 * the edges. The closing edge leads from the last node back to the first.
 */
export function loops(graph: Graph): string[][] {
  return groupsOf(graph).flatMap((group) => {
    const members = new Set(group);
    const start = group.toSorted()[0] as string;
    const within = graphOf({
      nodes: group.map((id) => ({ id })),
      edges: group.flatMap((id) => (graph.from.get(id) ?? []).filter((edge) => members.has(edge.to.node))),
    });
    const ways = targetsOf(within, start).flatMap((target) => {
      const way = pathBetween(within, target, start);
      return way ? [way] : [];
    });
    const shortest = ways.sort((a, b) => a.length - b.length)[0];
    // The way ends at the start; a loop begins there.
    return shortest ? [[start, ...shortest.slice(0, -1)]] : [];
  });
}

/** Strongly connected groups with a loop in them (Tarjan), by their first id. */
function groupsOf(graph: Graph): string[][] {
  const number = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];

  const visit = (id: string): number => {
    let low = number.size;
    number.set(id, low);
    open.push(id);
    isOpen.add(id);
    const own = low;
    for (const target of targetsOf(graph, id)) {
      if (!number.has(target)) low = Math.min(low, visit(target));
      else if (isOpen.has(target)) low = Math.min(low, number.get(target) as number);
    }
    if (low === own) {
      const group = open.splice(open.indexOf(id));
      for (const member of group) isOpen.delete(member);
      if (group.length > 1 || targetsOf(graph, id).includes(id)) groups.push(group);
    }
    return low;
  };

  for (const id of graph.ids) if (!number.has(id)) visit(id);
  return groups;
}
