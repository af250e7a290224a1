import { useCallback, useRef, useState } from 'react';
import type { Point } from './layout.ts';

/** Where cards stand while they are on their way; the document learns of it when they have arrived. */
export type Places = {
  readonly at: ReadonlyMap<string, Point>;
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
};

export const settled: Places = { at: new Map(), sizes: new Map() };

/** How long cards take to their new places, in milliseconds. */
const duration = 200;

export function usePlaces() {
  const [places, setPlaces] = useState<Places>(settled);
  const frame = useRef(0);

  /** Lets cards glide from where they were to where the document has them now. */
  const glide = useCallback((from: ReadonlyMap<string, Point>, to: ReadonlyMap<string, Point>) => {
    cancelAnimationFrame(frame.current);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const start = performance.now();
    const step = () => {
      const t = Math.min(1, (performance.now() - start) / duration);
      if (t === 1) return setPlaces(settled);
      const eased = 1 - (1 - t) ** 3;
      const at = new Map([...from].map(([id, a]) => [id, between(a, to.get(id) ?? a, eased)]));
      setPlaces({ at, sizes: settled.sizes });
      frame.current = requestAnimationFrame(step);
    };
    step();
  }, []);

  return { places, setPlaces, glide };
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
