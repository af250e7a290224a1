import { portLine } from '../card-shape.ts';
import { type Point, snap } from '../layout.ts';
import type { Item } from './items.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'across' | 'down';

/** Where things go to stand in one line. `middle` lines up the ports, so that wires run level. */
export function aligned(items: readonly Item[], alignment: Alignment): Map<string, Point> {
  const left = Math.min(...items.map((item) => item.x));
  const right = Math.max(...items.map((item) => item.x + item.width));
  const top = Math.min(...items.map((item) => item.y));
  const bottom = Math.max(...items.map((item) => item.y + item.height));
  const lines = items.map((item) => item.y + portLine).toSorted((a, b) => a - b);
  const middle = snap((lines[Math.floor((lines.length - 1) / 2)] ?? 0) - portLine);
  const place = (item: Item): Point => {
    switch (alignment) {
      case 'left':
        return { x: left, y: item.y };
      case 'centre':
        return { x: (left + right - item.width) / 2, y: item.y };
      case 'right':
        return { x: right - item.width, y: item.y };
      case 'top':
        return { x: item.x, y: top };
      case 'middle':
        return { x: item.x, y: middle };
      case 'bottom':
        return { x: item.x, y: bottom - item.height };
    }
  };
  return new Map(items.map((item) => [item.id, place(item)]));
}

/** Where things go to stand with equal gaps between them; the first and the last stay. */
export function distributed(items: readonly Item[], axis: Axis): Map<string, Point> {
  const start = (item: Item) => (axis === 'across' ? item.x : item.y);
  const size = (item: Item) => (axis === 'across' ? item.width : item.height);
  const ordered = items.toSorted((a, b) => start(a) - start(b) || (a.id < b.id ? -1 : 1));
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last) return new Map();
  const free = start(last) + size(last) - start(first) - ordered.reduce((sum, item) => sum + size(item), 0);
  const gap = free / Math.max(1, ordered.length - 1);
  let at = start(first);
  const places = new Map<string, Point>();
  for (const item of ordered) {
    const to = item === last ? start(item) : Math.round(at);
    places.set(item.id, axis === 'across' ? { x: to, y: item.y } : { x: item.x, y: to });
    at += size(item) + gap;
  }
  return places;
}
