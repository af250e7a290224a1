import type { Point } from '../layout.ts';
import type { BoxIndex } from './box-index.ts';
import { type Curve, crossesCard, curveOf, curvePath, pointOn, round, type WireEnds } from './curve.ts';
import { findWay } from './find-way.ts';
import { type Box, boxAround, grown } from './geometry.ts';

/** How a wire is drawn. */
export type Route = {
  readonly path: string;
  /** Where its number or its plus stands. */
  readonly label: Point;
  readonly start: Point;
  readonly end: Point;
  /** A card that moves within this area may change the route. */
  readonly area: Box;
  /** Drawn without looking at the cards in its way, while many of them move. */
  readonly isHasty: boolean;
  /** The corners of a wire that leads around cards; null for a plain curve. */
  readonly corners: readonly Point[] | null;
};

const cornerRadius = 12;

/** A curve where nothing is in its way, else a way around the cards. `lane` keeps wires of one card apart: 0, 1, 2, ... */
export function routeWire(ends: WireEnds, lane: number, cards: BoxIndex): Route {
  const curve = curveOf(ends);
  const corners = crossesCard(curve, cards) ? findWay(ends, lane % 4, cards) : null;
  if (!corners) return { ...straightRoute(curve), isHasty: false };
  return {
    path: roundedPath(corners),
    label: longestMiddle(corners),
    start: ends.from,
    end: ends.to,
    area: grown(boxAround([...corners, ...curve]), 24),
    isHasty: false,
    corners,
  };
}

/** The curve itself, whatever lies in its way. */
export function straightRoute(curve: Curve): Route {
  return {
    path: curvePath(curve),
    label: pointOn(curve, 0.5),
    start: curve[0],
    end: curve[3],
    area: grown(boxAround(curve), 8),
    isHasty: true,
    corners: null,
  };
}

/** A line through points with rounded corners, as an SVG path. */
function roundedPath(points: readonly Point[]): string {
  const parts = points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before) return `M${at(point)}`;
    if (!after) return `L${at(point)}`;
    const radius = Math.min(cornerRadius, length(before, point) / 2, length(point, after) / 2);
    return `L${at(towards(point, before, radius))} Q${at(point)} ${at(towards(point, after, radius))}`;
  });
  return parts.join(' ');
}

function longestMiddle(points: readonly Point[]): Point {
  let best = { x: 0, y: 0 };
  let most = -1;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    // A level stretch carries a number better than an upright one.
    const worth = next ? length(point, next) * (next.y === point.y ? 1.5 : 1) : -1;
    if (!next || worth <= most) continue;
    most = worth;
    best = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
  }
  return best;
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = length(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}

function length(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}
