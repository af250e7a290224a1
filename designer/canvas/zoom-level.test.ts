import { expect, it } from 'vitest';
import { zoomLevel } from './zoom-level.ts';

it('gives each zoom the level of detail that can be read there', () => {
  expect([0.1, 0.24, 0.25, 0.49, 0.5, 1, 1.25, 2].map((zoom) => zoomLevel(zoom))).toEqual([
    'blocks',
    'blocks',
    'tiles',
    'tiles',
    'cards',
    'cards',
    'near',
    'near',
  ]);
});

it('keeps a level while the zoom goes to and fro at its border', () => {
  expect(zoomLevel(0.495, 'cards')).toBe('cards');
  expect(zoomLevel(0.505, 'tiles')).toBe('tiles');
  expect(zoomLevel(0.47, 'cards')).toBe('tiles');
  expect(zoomLevel(0.53, 'tiles')).toBe('cards');
});

it('comes from one end to the other in one leap', () => {
  expect(zoomLevel(0.1, 'near')).toBe('blocks');
  expect(zoomLevel(2, 'blocks')).toBe('near');
});
