import { useStore } from '@xyflow/react';

/** How much of a card can be read at this zoom. */
export type ZoomLevel = 'near' | 'cards' | 'tiles' | 'blocks';

export function zoomLevel(zoom: number): ZoomLevel {
  return zoom < 0.25 ? 'blocks' : zoom < 0.5 ? 'tiles' : zoom < 1.25 ? 'cards' : 'near';
}

/** Changes only where the level does, not with each turn of the wheel. */
export function useZoomLevel(): ZoomLevel {
  return useStore((state) => zoomLevel(state.transform[2]));
}
