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
  const goalColumn = columns.indexOf(end.x);
  const goalRow = rows.indexOf(end.y);
  const keyOf = (column: number, row: number, heading: Heading) => (row * width + column) * 2 + (heading === 'level' ? 0 : 1);
  const open: State[] = [];
  const best = new Map<number, number>();
  const cameFrom = new Map<number, number>();
  const startKey = keyOf(columns.indexOf(start.x), rows.indexOf(start.y), first);
  best.set(startKey, 0);
  push(open, { key: startKey, cost: 0, hope: 0 });
  for (let at = pop(open); at; at = pop(open)) {
    if (at.cost > (best.get(at.key) ?? Infinity)) continue;
    const heading: Heading = at.key % 2 === 0 ? 'level' : 'upright';
    const place = at.key >> 1;
    const column = place % width;
    const row = (place - column) / width;
    if (column === goalColumn && row === goalRow && heading === 'level') return backtrack(cameFrom, at.key, columns, rows);
    const x = columns[column] as number;
    const y = rows[row] as number;
    for (const [dx, dy] of steps) {
      const [nextColumn, nextRow] = [column + dx, row + dy];
      const nextX = columns[nextColumn];
      const nextY = rows[nextRow];
      if (nextX === undefined || nextY === undefined || isBlocked(walls, x, y, nextX, nextY)) continue;
      const turned: Heading = dx === 0 ? 'upright' : 'level';
      // Straight back over its own port would hide the wire.
      if (at.key === startKey && ((first === 'level' && dx < 0) || (first === 'upright' && dy < 0))) continue;
      const isArrival = nextColumn === goalColumn && nextRow === goalRow;
      if (isArrival && turned === 'level' && dx < 0) continue;
      const corners = (turned === heading ? 0 : 1) + (isArrival && turned === 'upright' ? 1 : 0);
      const cost = at.cost + Math.abs(nextX - x) + Math.abs(nextY - y) + corners * cornerCost;
      const key = keyOf(nextColumn, nextRow, isArrival ? 'level' : turned);
      if (cost >= (best.get(key) ?? Infinity)) continue;
      best.set(key, cost);
      cameFrom.set(key, at.key);
      push(open, { key, cost, hope: cost + Math.abs(end.x - nextX) + Math.abs(end.y - nextY) });
    }
  }
  return null;
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

function isBlocked(walls: readonly Box[], x1: number, y1: number, x2: number, y2: number): boolean {
  const [left, right] = x1 < x2 ? [x1, x2] : [x2, x1];
  const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
  for (const wall of walls) if (left < wall.x + wall.width && right > wall.x && top < wall.y + wall.height && bottom > wall.y) return true;
  return false;
}

function backtrack(cameFrom: ReadonlyMap<number, number>, end: number, columns: readonly number[], rows: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let at: number | undefined = end; at !== undefined; at = cameFrom.get(at)) {
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
