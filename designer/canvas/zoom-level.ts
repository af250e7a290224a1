import { useStoreApi } from '@xyflow/react';
import { useEffect, useState } from 'react';

/** How much of a card can be read at this zoom. */
export type ZoomLevel = 'near' | 'cards' | 'tiles' | 'blocks';

/** From the farthest to the nearest, each with the zoom it ends at. */
const levels: readonly (readonly [ZoomLevel, number])[] = [
  ['blocks', 0.25],
  ['tiles', 0.5],
  ['cards', 1.25],
  ['near', Infinity],
];

/** A level is left a little beyond its end, so that a wheel turned to and fro there does not change the drawing each time. */
const slack = 1.04;

export function zoomLevel(zoom: number, before?: ZoomLevel): ZoomLevel {
  const kept = levels.findIndex(([level]) => level === before);
  const from = levels[kept - 1]?.[1] ?? 0;
  if (kept >= 0 && zoom >= from / slack && zoom < (levels[kept]?.[1] ?? 0) * slack) return levels[kept]?.[0] ?? 'near';
  return levels.find(([, end]) => zoom < end)?.[0] ?? 'near';
}

/** Changes only where the level does, not with each turn of the wheel. */
export function useZoomLevel(): ZoomLevel {
  const store = useStoreApi();
  const [level, setLevel] = useState(() => zoomLevel(store.getState().transform[2]));
  useEffect(() => {
    const look = () => setLevel((before) => zoomLevel(store.getState().transform[2], before));
    look();
    return store.subscribe(look);
  }, [store]);
  return level;
}
