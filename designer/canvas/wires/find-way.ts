import type { Point } from '../layout.ts';
import type { BoxIndex } from './box-index.ts';
import type { WireEnds } from './curve.ts';
import { type Box, boxAround, grown } from './geometry.ts';

/** How far from a card a wire runs along it, and how close it may come where there is no room; pixels. */
const distance = 12;
const closest = 5;
/** Straight way out of and into a port. */
const stub = 10;
/** Wires of one card run side by side, so far apart. */
const laneWidth = 5;
/** What a corner costs, as way. */
const cornerCost = 48;
/** How far around the two ends a way is looked for. */
const detour = 260;
/** Beyond it the search would take longer than the wire is worth. */
const mostLines = 70;

/**
 * A way of level and upright stretches around all cards, from port to port; null when there is none. `lane` keeps wires of one card apart.
 * A shortest-way search over the few lines on which a way could sensibly run: beside cards and level with the ports.
 */
export function findWay({ from, leaves, to }: WireEnds, lane: number, cards: BoxIndex): Point[] | null {
  const shift = lane * laneWidth;
  const start = leaves === 'right' ? { x: from.x + stub + shift, y: from.y } : { x: from.x, y: from.y + stub + shift };
  const end = { x: to.x - stub - (lane % 2) * laneWidth, y: to.y };
  const near = cards.near(grown(boxAround([from, to]), detour));
  const walls = near.map((card) => grown(card, closest));
  const gap = distance + shift;
  const columns = lines([start.x, end.x, ...near.flatMap((card) => [card.x - gap, card.x + card.width + gap])], start.x, end.x);
  const rows = lines([start.y, end.y, ...near.flatMap((card) => [card.y - gap, card.y + card.height + gap])], start.y, end.y);
  const way = search({ columns, rows, walls, start, end, first: leaves === 'right' ? 'level' : 'upright' });
  return way && straightened([from, ...way, to]);
}

type Search = {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly walls: readonly Box[];
  readonly start: Point;
  readonly end: Point;
  readonly first: Heading;
};
type Heading = 'level' | 'upright';
type State = { readonly key: number; readonly cost: number; readonly hope: number };

/** A*: states are crossings of lines together with the heading in which they were reached. */
function search({ columns, rows, walls, start, end, first }: Search): Point[] | null {
  const width = columns.length;
  const isBlocked = blockedStretches(columns, rows, walls);
  const goal = rows.indexOf(end.y) * width + columns.indexOf(end.x);
  const best = new Float64Array(width * rows.length * 2).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(best.length).fill(-1);
  const startKey = (rows.indexOf(start.y) * width + columns.indexOf(start.x)) * 2 + (first === 'level' ? 0 : 1);
  const open: State[] = [];
  best[startKey] = 0;
  push(open, { key: startKey, cost: 0, hope: 0 });
  for (let at = pop(open); at; at = pop(open)) {
    if (at.cost > (best[at.key] as number)) continue;
    const place = at.key >> 1;
    if (at.key === goal * 2) return backtrack(cameFrom, at.key, columns, rows);
    const column = place % width;
    const row = (place - column) / width;
    for (const [dx, dy] of steps) {
      const [nextColumn, nextRow] = [column + dx, row + dy];
      const nextX = columns[nextColumn];
      const nextY = rows[nextRow];
      if (nextX === undefined || nextY === undefined || isBlocked(column, row, dx, dy)) continue;
      const turned = dx === 0 ? 1 : 0;
      // Straight back over its own port would hide the wire.
      if (at.key === startKey && ((first === 'level' && dx < 0) || (first === 'upright' && dy < 0))) continue;
      const next = nextRow * width + nextColumn;
      const isArrival = next === goal;
      if (isArrival && dx < 0) continue;
      const corners = (turned === at.key % 2 ? 0 : 1) + (isArrival && turned === 1 ? 1 : 0);
      const cost = at.cost + Math.abs(nextX - (columns[column] as number)) + Math.abs(nextY - (rows[row] as number)) + corners * cornerCost;
      const key = next * 2 + (isArrival ? 0 : turned);
      if (cost >= (best[key] as number)) continue;
      best[key] = cost;
      cameFrom[key] = at.key;
      push(open, { key, cost, hope: cost + Math.abs(end.x - nextX) + Math.abs(end.y - nextY) });
    }
  }
  return null;
}

/** Which stretches between two neighbouring lines lead through a wall; found once for all of them. */
function blockedStretches(columns: readonly number[], rows: readonly number[], walls: readonly Box[]) {
  const width = columns.length;
  const level = new Uint8Array(width * rows.length);
  const upright = new Uint8Array(width * rows.length);
  for (const { x, y, width: across, height: down } of walls)
    for (let row = 0; row < rows.length; row++) {
      const top = rows[row] as number;
      const bottom = rows[row + 1] ?? top;
      if (bottom <= y && top <= y) continue;
      if (top >= y + down) break;
      for (let column = 0; column < width; column++) {
        const left = columns[column] as number;
        const right = columns[column + 1] ?? left;
        if (left >= x + across) break;
        if (top > y && right > x) level[row * width + column] = 1;
        if (left > x && bottom > y) upright[row * width + column] = 1;
      }
    }
  return (column: number, row: number, dx: number, dy: number): boolean =>
    dx === 0 ? upright[(dy < 0 ? row - 1 : row) * width + column] === 1 : level[row * width + (dx < 0 ? column - 1 : column)] === 1;
}

const steps = [
  [1, 0],
  [0, 1],
  [0, -1],
  [-1, 0],
] as const;

/** Each line once, in order; the nearest to the two ends where there are too many. */
function lines(values: readonly number[], a: number, b: number): number[] {
  const each = [...new Set(values)];
  if (each.length > mostLines) {
    each.sort((p, q) => Math.min(Math.abs(p - a), Math.abs(p - b)) - Math.min(Math.abs(q - a), Math.abs(q - b)));
    each.length = mostLines;
  }
  return each.sort((p, q) => p - q);
}

function backtrack(cameFrom: Int32Array, end: number, columns: readonly number[], rows: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let at = end; at >= 0; at = cameFrom[at] as number) {
    const place = at >> 1;
    points.push({ x: columns[place % columns.length] as number, y: rows[Math.floor(place / columns.length)] as number });
  }
  return points.reverse();
}

/** Without the points between two stretches of one direction. */
function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    const isSame = point.x === before.x && point.y === before.y;
    const isOnLine = (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y);
    return !isSame && !isOnLine;
  });
}

/** A binary heap, the least hope first. */
function push(heap: State[], state: State): void {
  let at = heap.push(state) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((heap[parent] as State).hope <= state.hope) break;
    heap[at] = heap[parent] as State;
    at = parent;
  }
  heap[at] = state;
}

function pop(heap: State[]): State | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!top || !last || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && (heap[right] as State).hope < (heap[left] as State).hope ? right : left;
    if ((heap[child] as State).hope >= last.hope) break;
    heap[at] = heap[child] as State;
    at = child;
  }
  heap[at] = last;
  return top;
}
