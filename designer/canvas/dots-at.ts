/** Pixels between dots at 100 %. */
export const dotGap = 16;
/** Dots on the screen stand closer than twice this and never closer than this, in parts of `dotGap`. */
export const leastScale = 0.75;

/**
 * How the dots lie on the screen: shifted by less than one gap, scaled by 0.75 up to 1.5. Beyond, every second one is left out or one is put
 * between two, so that they are seen from near and far and never become a grey.
 */
export function dotsAt([x, y, zoom]: readonly [number, number, number]): { x: number; y: number; scale: number } {
  const scale = zoom / 2 ** Math.floor(Math.log2(zoom / leastScale));
  const gap = dotGap * scale;
  // One dot always lies in the middle of a field of 16 pixels, and in the middle of the picture's first field.
  const shift = (by: number) => modulo(by + (dotGap / 2) * zoom - gap / 2, gap) - gap;
  return { x: shift(x), y: shift(y), scale };
}

function modulo(a: number, b: number): number {
  return ((a % b) + b) % b;
}
