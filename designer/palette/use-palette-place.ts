import { type RefObject, useLayoutEffect, useState } from 'react';

export const paletteWidth = 340;
const tallest = 428;
const margin = 12;

type Place = { left: number; top: number; maxHeight: number };

/** Keeps the palette inside the canvas: it moves left or up as far as it must. */
export function usePalettePlace(at: { readonly x: number; readonly y: number }, box: RefObject<HTMLElement | null>): Place {
  const [place, setPlace] = useState<Place>({ left: at.x, top: at.y, maxHeight: tallest });
  useLayoutEffect(() => {
    const region = box.current?.parentElement;
    if (!region) return;
    const maxHeight = Math.min(tallest, region.clientHeight - 2 * margin);
    setPlace({
      left: Math.max(margin, Math.min(at.x, region.clientWidth - paletteWidth - margin)),
      top: Math.max(margin, Math.min(at.y, region.clientHeight - maxHeight - margin)),
      maxHeight,
    });
  }, [at, box]);
  return place;
}
