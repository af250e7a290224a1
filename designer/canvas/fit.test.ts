import { describe, expect, test } from 'vitest';
import { fitViewport, roomBelow } from './fit.ts';

const region = { width: 1200, height: 800 };

describe('showing the whole drawing', () => {
  test('a small one is not enlarged; it stands in the middle, near the top', () => {
    expect(fitViewport({ x: 100, y: 50, width: 600, height: 200 }, region)).toEqual({ x: 178, y: 30, zoom: 1 });
  });

  test('a wide one is made to fit', () => {
    const { x, zoom } = fitViewport({ x: 0, y: 0, width: 2336, height: 200 }, region);
    expect(zoom).toBeCloseTo(0.5);
    expect(x).toBe(16);
  });

  test('a run has the room of the test bar too', () => {
    const tall = { x: 0, y: 0, width: 400, height: 720 };
    expect(fitViewport(tall, region, roomBelow.run).zoom).toBe(1);
    expect(fitViewport(tall, region).zoom).toBeLessThan(1);
  });

  test('an enormous one stays readable in its beginning', () => {
    expect(fitViewport({ x: 0, y: 0, width: 50_000, height: 200 }, region)).toMatchObject({ x: 16, zoom: 0.2 });
  });
});
