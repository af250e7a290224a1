import { expect, it } from 'vitest';
import { dotGap, dotsAt } from './dots-at.ts';

/** Where the dot of the field at the origin is on the screen, by the drawing. */
const dotOfOrigin = ([x, y, zoom]: readonly [number, number, number]) => ({ x: x + 8 * zoom, y: y + 8 * zoom });

const views = [1, 0.76, 0.74, 0.5, 0.2, 0.1, 1.49, 1.5, 2].flatMap((zoom) => [[0, 0, zoom] as const, [13.5, -420, zoom] as const]);

it('keeps a dot in the middle of the field at the origin, wherever the view is', () => {
  for (const view of views) {
    const { x, y, scale } = dotsAt(view);
    const gap = dotGap * scale;
    const at = dotOfOrigin(view);
    for (const away of [(at.x - x - gap / 2) / gap, (at.y - y - gap / 2) / gap])
      expect(Math.abs(away - Math.round(away))).toBeLessThan(1e-6);
  }
});

it('keeps the dots as far apart as can be seen, and the screen covered', () => {
  for (const view of views) {
    const { x, y, scale } = dotsAt(view);
    expect(scale).toBeGreaterThanOrEqual(0.75);
    expect(scale).toBeLessThan(1.5);
    for (const shift of [x, y]) expect(shift <= 0 && shift >= -dotGap * scale).toBe(true);
  }
  expect(dotsAt([0, 0, 1]).scale).toBe(1);
});
