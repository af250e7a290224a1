import type { Point } from '../layout.ts';
import type { BoxIndex } from './box-index.ts';
import { type Box, boxAround, grown, isInside } from './geometry.ts';

/** The two ends of a wire: it leaves to the right, or downwards from a port below, and arrives from the left. */
export type WireEnds = { readonly from: Point; readonly leaves: 'right' | 'down'; readonly to: Point };

/** A cubic curve by its four points. */
export type Curve = readonly [Point, Point, Point, Point];

/** How far a curve swings out that has to lead backwards. */
const swing = 8.75;
/** A wire that passes a card closer than this seems to touch it. */
const clearance = 3;

export function curveOf({ from, leaves, to }: WireEnds): Curve {
  const dx = reach(to.x - from.x);
  const start = leaves === 'right' ? { x: from.x + dx, y: from.y } : { x: from.x, y: from.y + reach(to.y - from.y) };
  return [from, start, { x: to.x - dx, y: to.y }, to];
}

/** The curve as an SVG path. */
export function curvePath([a, b, c, d]: Curve): string {
  return `M${round(a.x)},${round(a.y)} C${round(b.x)},${round(b.y)} ${round(c.x)},${round(c.y)} ${round(d.x)},${round(d.y)}`;
}

export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: p * a.x + q * b.x + r * c.x + s * d.x, y: p * a.y + q * b.y + r * c.y + s * d.y };
}

/** Whether a curve runs over a card. Its two ends may touch the cards they belong to. */
export function crossesCard(curve: Curve, cards: BoxIndex): boolean {
  const near = cards.near(grown(boxAround(curve), clearance));
  if (near.length === 0) return false;
  const length = Math.hypot(curve[3].x - curve[0].x, curve[3].y - curve[0].y) + 80;
  const steps = Math.min(96, Math.max(12, Math.ceil(length / 14)));
  const walls = near.map((card) => (isEndOf(card, curve) ? grown(card, -1) : grown(card, clearance)));
  for (let i = 1; i < steps; i++) {
    const point = pointOn(curve, i / steps);
    if (walls.some((wall) => isInside(point, wall))) return true;
  }
  return false;
}

function isEndOf(card: Box, [from, , , to]: Curve): boolean {
  const touch = grown(card, 6);
  return isInside(from, touch) || isInside(to, touch);
}

function reach(distance: number): number {
  return distance >= 0 ? distance / 2 : swing * Math.sqrt(-distance);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
