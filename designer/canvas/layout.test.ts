import { describe, expect, test } from 'vitest';
import { arrange } from './layout.ts';

const box = (id: string, height = 82, width = 128) => ({ id, width, height });
const wire = (from: string, to: string, rank = 0) => ({ from, to, rank });

describe('arrange', () => {
  test('puts a chain into columns 176 px apart, on one line', () => {
    const places = arrange([box('a'), box('b'), box('c')], [wire('a', 'b'), wire('b', 'c')]);
    expect([...places.values()]).toEqual([
      { x: 0, y: 0 },
      { x: 176, y: 0 },
      { x: 352, y: 0 },
    ]);
  });

  test('spreads branches around the step they leave, a row apart, in the order of its ports', () => {
    const places = arrange(
      [box('route', 154), box('high'), box('normal'), box('low')],
      [wire('route', 'high', 0), wire('route', 'normal', 1), wire('route', 'low', 2)],
    );
    const height = (id: string) => places.get(id)?.y ?? Number.NaN;
    expect(height('normal')).toBe(height('route'));
    expect(height('normal') - height('high')).toBeGreaterThanOrEqual(116);
    expect(height('low')).toBeGreaterThan(height('normal'));
  });

  test('a wider card moves the columns behind it, so that nothing overlaps', () => {
    const places = arrange([box('a', 82, 176), box('b')], [wire('a', 'b')]);
    expect(places.get('b')?.x).toBeGreaterThanOrEqual(176 + 40);
  });

  test('gives the same places each time', () => {
    const boxes = Array.from({ length: 40 }, (_, i) => box(`n${i}`));
    const wires = boxes.slice(1).map((to, i) => wire(`n${Math.floor(i / 2)}`, to.id));
    expect([...arrange(boxes, wires)]).toEqual([...arrange(boxes, wires)]);
  });
});
