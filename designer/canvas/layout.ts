import type { FlowEdge } from '@crossdock/flows/document/flow';
import { layout as dagre, Graph } from '@dagrejs/dagre';
import { portLine } from './card-shape.ts';

type Box = { readonly id: string; readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

/** Distance of two columns of plain cards, of two rows, and the grid, in pixels. Both are whole steps of the grid, so that dragging keeps wires level. */
const column = 176;
const row = 120;
const grid = 8;
const plain = { width: 128, height: 82 };

/**
 * Places steps in columns from left to right, so that wires between neighbours run level.
 * The origin is the top left of the drawing; the same flow always gives the same places.
 */
export function arrange(boxes: readonly Box[], edges: readonly FlowEdge[]): Map<string, Point> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: row - plain.height, ranksep: column - plain.width, edgesep: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(boxes.map((box) => box.id));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: levelHeight(box) });
  for (const edge of edges) if (known.has(edge.from.node) && known.has(edge.to.node)) graph.setEdge(edge.from.node, edge.to.node);
  dagre(graph, { constraints: siblingOrder(edges) });
  const at = new Map(boxes.map((box) => [box.id, graph.node(box.id) as Point]));
  const placed = boxes.map((box) => {
    const { x, y } = at.get(box.id) as Point;
    const columnWidth = Math.max(...boxes.filter((other) => at.get(other.id)?.x === x).map((other) => other.width));
    return { id: box.id, x: x - columnWidth / 2, y: y - portLine };
  });
  const left = Math.min(...placed.map((place) => place.x));
  const top = Math.min(...placed.map((place) => place.y));
  return new Map(placed.map((place) => [place.id, { x: snap(place.x - left), y: snap(place.y - top) }]));
}

/** Branches stand below each other in the order of the ports they leave, as far as nothing else leads to them. */
function siblingOrder(edges: readonly FlowEdge[]): { left: string; right: string }[] {
  const sources = Map.groupBy(edges, (edge) => edge.to.node);
  const hasOneSource = (id: string) => new Set(sources.get(id)?.map((edge) => edge.from.node)).size === 1;
  const branches = Map.groupBy(
    edges.filter((edge) => hasOneSource(edge.to.node)),
    (edge) => edge.from.node,
  );
  return [...branches.values()].flatMap((siblings) => {
    const targets = [...new Set(siblings.map((edge) => edge.to.node))];
    return targets.slice(1).map((right, i) => ({ left: targets[i] ?? '', right }));
  });
}

/** Dagre lines boxes up by their middle: a card gets the height that puts its ports there. */
function levelHeight(box: Box): number {
  return 2 * Math.max(portLine, box.height - portLine);
}

export function snap(value: number): number {
  return Math.round(value / grid) * grid;
}
