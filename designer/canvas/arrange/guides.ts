import { createStore } from 'zustand/vanilla';
import type { Box } from '../wires/geometry.ts';

/** A line of the drawing along which two things stand. */
export type Guide = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

/** The lines shown while something is dragged. */
export const guides = createStore<{ readonly lines: readonly Guide[] }>(() => ({ lines: [] }));

/** How near a line catches, in pixels of the drawing. */
const catches = 6;
/** Things further away than this are not lined up with. */
const sight = 1200;

/** How far a dragged box is moved to stand in line with others, and along which lines. */
export function lineUp(box: Box, others: readonly Box[]): { readonly dx: number; readonly dy: number; readonly lines: Guide[] } {
  const near = others.filter((other) => Math.abs(other.x - box.x) < sight && Math.abs(other.y - box.y) < sight);
  const dx = nearest(near.flatMap((other) => differences(box.x, box.width, other.x, other.width)));
  const dy = nearest(near.flatMap((other) => differences(box.y, box.height, other.y, other.height)));
  const moved = { ...box, x: box.x + (dx ?? 0), y: box.y + (dy ?? 0) };
  const lines = [
    ...(dx === null ? [] : marks(moved.x, moved.width).flatMap((x) => uprightLine(x, moved, near))),
    ...(dy === null ? [] : marks(moved.y, moved.height).flatMap((y) => levelLine(y, moved, near))),
  ];
  return { dx: dx ?? 0, dy: dy ?? 0, lines };
}

/** Both ends and the middle of a stretch. */
function marks(from: number, length: number): number[] {
  return [from, from + length / 2, from + length];
}

/** Ends go with ends, middles with middles. */
function differences(a: number, aLength: number, b: number, bLength: number): number[] {
  return [b - a, b + bLength - a - aLength, b + bLength / 2 - a - aLength / 2, b + bLength - a, b - a - aLength];
}

function nearest(found: readonly number[]): number | null {
  let best: number | null = null;
  for (const difference of found)
    if (Math.abs(difference) <= catches && (best === null || Math.abs(difference) < Math.abs(best))) best = difference;
  return best;
}

function uprightLine(x: number, box: Box, others: readonly Box[]): Guide[] {
  const on = others.filter((other) => marks(other.x, other.width).some((mark) => Math.abs(mark - x) < 0.5));
  if (on.length === 0) return [];
  const all = [box, ...on];
  return [{ x1: x, x2: x, y1: Math.min(...all.map((each) => each.y)) - 8, y2: Math.max(...all.map((each) => each.y + each.height)) + 8 }];
}

function levelLine(y: number, box: Box, others: readonly Box[]): Guide[] {
  const on = others.filter((other) => marks(other.y, other.height).some((mark) => Math.abs(mark - y) < 0.5));
  if (on.length === 0) return [];
  const all = [box, ...on];
  return [{ y1: y, y2: y, x1: Math.min(...all.map((each) => each.x)) - 8, x2: Math.max(...all.map((each) => each.x + each.width)) + 8 }];
}
