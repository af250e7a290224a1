import { type Graph, sourcesOf, targetsOf } from './graph.ts';

/** The nodes that items from these nodes can come to, these included. */
export function reachableFrom(graph: Graph, starts: Iterable<string>): Set<string> {
  return spread(starts, (id) => targetsOf(graph, id));
}

/** Everything behind a node: what it feeds, directly or not. The node itself only when it lies in a loop. */
export function downstreamOf(graph: Graph, id: string): Set<string> {
  return spread(targetsOf(graph, id), (at) => targetsOf(graph, at));
}

/** Everything before a node: what feeds it, directly or not. The node itself only when it lies in a loop. */
export function upstreamOf(graph: Graph, id: string): Set<string> {
  return spread(sourcesOf(graph, id), (at) => sourcesOf(graph, at));
}

/** The nodes of a shortest way along the edges, both ends included; null when there is none. Ties go by id. */
export function pathBetween(graph: Graph, start: string, end: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === end) return backtrack(cameFrom, end);
    for (const target of targetsOf(graph, at)) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, at);
      queue.push(target);
    }
  }
  return null;
}

function spread(starts: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(starts);
  // A Set yields what is added while it is read.
  for (const id of seen) for (const other of next(id)) seen.add(other);
  return seen;
}

function backtrack(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const path: string[] = [];
  for (let at: string | null | undefined = end; at; at = cameFrom.get(at)) path.push(at);
  return path.reverse();
}
