import { heightsOf } from './arrange/heights.ts';
import { type Edge, layersOf } from './arrange/layers.ts';
import { portLine } from './card-shape.ts';

type Box = { readonly id: string; readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

/** Least distance of two columns, room between their cards, and between parts that no wire connects; all in pixels, whole steps of the grid. */
const column = 176;
const between = 48;
const apart = 64;
const grid = 8;
/** So many wires turn between two columns without more room; each further one gets a lane of its own. */
const turnsInRoom = 3;
const lane = 8;
const mostLanes = 6;

/**
 * Places steps in columns from left to right, so that the ways on run level and the others find room beside them.
 * The origin is the top left of the drawing; the same flow always gives the same places.
 */
export function arrange(boxes: readonly Box[], edges: readonly Edge[]): Map<string, Point> {
  const known = new Set(boxes.map((box) => box.id));
  const within = edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to);
  const places = new Map<string, Point>();
  let top = 0;
  for (const part of connectedParts(boxes, within)) {
    const ids = new Set(part.map((box) => box.id));
    const arranged = arrangePart(
      part,
      within.filter((edge) => ids.has(edge.from)),
    );
    const highest = Math.min(...part.map((box) => arranged.get(box.id)?.y ?? 0));
    let lowest = 0;
    for (const box of part) {
      const { x, y } = arranged.get(box.id) ?? { x: 0, y: 0 };
      places.set(box.id, { x: snap(x), y: snap(top + y - highest) });
      lowest = Math.max(lowest, y - highest + box.height);
    }
    top += snap(lowest) + apart;
  }
  return places;
}

function arrangePart(boxes: readonly Box[], edges: readonly Edge[]): Map<string, Point> {
  const layers = layersOf(boxes, edges);
  const heights = heightsOf(layers);
  const columnOf = new Map(layers.columns.flatMap((cells, i) => cells.map((cell) => [cell.id, i] as const)));
  const turning = layers.columns.map(() => 0);
  for (const link of layers.links) {
    const at = columnOf.get(link.from) ?? 0;
    const isStraight = Math.abs((heights.get(link.from) ?? 0) + link.leaves - (heights.get(link.to) ?? 0) - portLine) < 4;
    if (!isStraight) turning[at] = (turning[at] ?? 0) + 1;
  }
  const places = new Map<string, Point>();
  let x = 0;
  for (const [i, cells] of layers.columns.entries()) {
    for (const cell of cells) if (!cell.isPassage) places.set(cell.id, { x, y: heights.get(cell.id) ?? 0 });
    const width = Math.max(0, ...cells.map((cell) => cell.width));
    const lanes = Math.min(mostLanes, Math.max(0, (turning[i] ?? 0) - turnsInRoom));
    x += Math.max(column, Math.ceil((width + between) / grid) * grid) + lanes * lane;
  }
  return places;
}

/** Steps that wires hold together, the part of the first step first. */
function connectedParts(boxes: readonly Box[], edges: readonly Edge[]): Box[][] {
  const near = new Map<string, string[]>(boxes.map((box) => [box.id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const part = new Map<string, number>();
  let count = 0;
  for (const { id } of boxes) {
    if (part.has(id)) continue;
    const queue = [id];
    part.set(id, count);
    for (const at of queue)
      for (const next of near.get(at) ?? [])
        if (!part.has(next)) {
          part.set(next, count);
          queue.push(next);
        }
    count++;
  }
  return Array.from({ length: count }, (_, n) => boxes.filter((box) => part.get(box.id) === n));
}

export function snap(value: number): number {
  return Math.round(value / grid) * grid;
}
