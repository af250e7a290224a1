import { edgeKey } from '../document/edge-key.ts';
import type { FlowEdge } from '../document/flow.ts';

/** The fields that adding or removing an edge depends on: both ends, each only in so far as it exists. */
export function edgeTouches(edge: FlowEdge): string[] {
  const key = edgeKey(edge).replaceAll(/[\\./]/g, '\\$&');
  return [`node:${edge.from.node}/edges.${key}`, `node:${edge.to.node}/edges.${key}`];
}

/** Whether two field keys mean the same field, or one the whole that holds the other: `node:map` and `node:map/config.url`. */
export function overlap(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (!long.startsWith(short)) return false;
  const next = long[short.length];
  return next === undefined || next === '/' || next === '.';
}
