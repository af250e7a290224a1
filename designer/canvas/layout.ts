import { layout as dagre, Graph } from '@dagrejs/dagre';
import { portLine } from './card-shape.ts';

type Box = { readonly id: string; readonly width: number; readonly height: number };
/** `rank`: the position of the output it leaves; 0 is the way on. */
type Edge = { readonly from: string; readonly to: string; readonly rank: number };
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
export function arrange(boxes: readonly Box[], edges: readonly Edge[]): Map<string, Point> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: row - plain.height, ranksep: column - plain.width, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(boxes.map((box) => box.id));
  const within = edges.filter((edge) => known.has(edge.from) && known.has(edge.to));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: levelHeight(box) });
  // The way on is kept straight, side ways give in.
  for (const edge of within.toReversed()) graph.setEdge(edge.from, edge.to, { weight: edge.rank <= 0 ? 6 : 1 });
  dagre(graph, { constraints: siblingOrder(within) });
  const at = new Map(boxes.map((box) => [box.id, graph.node(box.id) as Point]));
  const widths = new Map<number, number>();
  for (const box of boxes) {
    const { x } = at.get(box.id) as Point;
    widths.set(x, Math.max(widths.get(x) ?? 0, box.width));
  }
  const placed = boxes.map((box) => {
    const { x, y } = at.get(box.id) as Point;
    return { id: box.id, x: x - (widths.get(x) ?? 0) / 2, y: y - portLine };
  });
  const left = Math.min(...placed.map((place) => place.x));
  const top = Math.min(...placed.map((place) => place.y));
  return new Map(placed.map((place) => [place.id, { x: snap(place.x - left), y: snap(place.y - top) }]));
}

/** Branches stand below each other in the order of the ports they leave, as far as nothing else leads to them. */
function siblingOrder(edges: readonly Edge[]): { left: string; right: string }[] {
  const sources = Map.groupBy(edges, (edge) => edge.to);
  const hasOneSource = (id: string) => new Set(sources.get(id)?.map((edge) => edge.from)).size === 1;
  const branches = Map.groupBy(
    edges.filter((edge) => hasOneSource(edge.to)),
    (edge) => edge.from,
  );
  return [...branches.values()].flatMap((siblings) => {
    const targets = [...new Set(siblings.map((edge) => edge.to))];
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
