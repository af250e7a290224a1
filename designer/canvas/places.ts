import { useCallback, useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Point } from './layout.ts';

/** Where cards stand while they are on their way; the document learns of it when they have arrived. */
export type Places = {
  readonly at: ReadonlyMap<string, Point>;
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
};

export const settled: Places = { at: new Map(), sizes: new Map() };

/** The places of the one canvas there is. Only the drawing follows them, not the bars around it. */
export const places = createStore<Places>(() => settled);

/** How long cards take to their new places, in milliseconds. */
const duration = 200;

/** Lets cards glide from where they were to where the document has them now. */
export function useGlide(): (from: ReadonlyMap<string, Point>, to: ReadonlyMap<string, Point>) => void {
  const frame = useRef(0);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      places.setState(settled);
    },
    [],
  );
  return useCallback((from, to) => {
    cancelAnimationFrame(frame.current);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const start = performance.now();
    const step = () => {
      const t = Math.min(1, (performance.now() - start) / duration);
      if (t === 1) return places.setState(settled);
      const eased = 1 - (1 - t) ** 3;
      places.setState({ at: new Map([...from].map(([id, a]) => [id, between(a, to.get(id) ?? a, eased)])), sizes: settled.sizes });
      frame.current = requestAnimationFrame(step);
    };
    step();
  }, []);
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
