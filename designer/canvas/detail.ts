import { createContext, useContext } from 'react';
import type { ZoomLevel } from './zoom-level.ts';

/** How much of each card is drawn: all of it, tile and name, or only a block. */
export type Detail = 'whole' | 'name' | 'block';

export const DetailContext = createContext<Detail>('whole');

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** In big drawings what cannot be read from where one stands is left out; in small ones ports stay in reach as long as they are seen. */
export function detailAt(level: ZoomLevel, isBig: boolean): Detail {
  if (level === 'blocks') return 'block';
  return level === 'tiles' && isBig ? 'name' : 'whole';
}
