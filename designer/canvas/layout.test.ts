import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange } from './layout.ts';
import { boxIndex } from './wires/box-index.ts';
import { crossesCard, curveOf } from './wires/curve.ts';
import { meet } from './wires/geometry.ts';
import { routeWire } from './wires/route-wire.ts';

const box = (id: string, height = 82, width = 128) => ({ id, width, height });
const wire = (from: string, to: string, rank = 0) => ({ from, to, rank, leaves: 41 + rank * 22, isMain: false });
const main = (from: string, to: string) => ({ from, to, rank: 0, leaves: 41, isMain: true });

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

  test('the way on runs straight past its side ways, which stand below it in the order of their ports', () => {
    const boxes = ['in', 'wait', 'ask', 'go', 'end', 'late'].map((id) => box(id));
    const places = arrange(boxes, [
      main('in', 'wait'),
      main('wait', 'ask'),
      main('ask', 'go'),
      main('go', 'end'),
      wire('wait', 'late', 1),
      wire('ask', 'late', 1),
    ]);
    const height = (id: string) => places.get(id)?.y ?? Number.NaN;
    for (const id of ['wait', 'ask', 'go', 'end']) expect(height(id)).toBe(height('in'));
    expect(height('late')).toBeGreaterThanOrEqual(height('in') + 120);
  });

  test('parts without a wire between them stand below each other', () => {
    const places = arrange([box('a'), box('b'), box('c'), box('d')], [main('a', 'b'), main('c', 'd')]);
    expect(places.get('c')).toEqual({ x: 0, y: 144 });
    expect(places.get('d')).toEqual({ x: 176, y: 144 });
  });

  test('a loop is laid out as if it were open', () => {
    expect(arrange([box('a'), box('b')], [main('a', 'b'), main('b', 'a')]).get('b')).toEqual({ x: 176, y: 0 });
  });

  test('no two cards overlap, and no wire leads beneath a card, whatever the flow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 18 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 2 })), { maxLength: 30 }),
        (count, pairs) => {
          const boxes = Array.from({ length: count }, (_, i) => box(`n${i}`, 82 + (i % 3) * 28));
          const wires = pairs.map(([a, b, rank]) => ({ a: a % count, b: b % count, rank })).filter(({ a, b }) => a < b);
          const edges = wires.map(({ a, b, rank }) => ({ from: `n${a}`, to: `n${b}`, rank, leaves: 41 + rank * 14, isMain: rank === 0 }));
          const places = arrange(boxes, edges);
          const cards = boxes.map((each) => ({ ...each, ...(places.get(each.id) ?? { x: 0, y: 0 }) }));
          for (const a of cards) for (const b of cards) if (a.id < b.id) expect(meet(a, b)).toBe(false);
          const index = boxIndex(cards);
          const at = new Map(cards.map((each) => [each.id, each]));
          for (const edge of edges) {
            const [from, to] = [at.get(edge.from), at.get(edge.to)];
            if (!from || !to) continue;
            const ends = {
              from: { x: from.x + from.width + 5, y: from.y + edge.leaves },
              leaves: 'right',
              to: { x: to.x - 5, y: to.y + 41 },
            } as const;
            const route = routeWire(ends, edge.rank, index);
            if (route.corners === null) expect(crossesCard(curveOf(ends), index)).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a thousand steps are arranged in well under a second', () => {
    const boxes = Array.from({ length: 1000 }, (_, i) => box(`n${i}`));
    const wires = boxes.slice(1).flatMap((to, i) => [i % 20 === 19 ? wire(`n${i - 16}`, to.id, 1) : main(`n${i}`, to.id)]);
    expect(cpuTime(() => arrange(boxes, wires))).toBeLessThan(1000);
  });

  test('gives the same places each time', () => {
    const boxes = Array.from({ length: 40 }, (_, i) => box(`n${i}`));
    const wires = boxes.slice(1).map((to, i) => wire(`n${Math.floor(i / 2)}`, to.id));
    expect([...arrange(boxes, wires)]).toEqual([...arrange(boxes, wires)]);
  });
});
