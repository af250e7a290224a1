import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../layout.ts';
import { boxIndex } from './box-index.ts';
import { type Box, grown, isInside } from './geometry.ts';
import { routeWire } from './route-wire.ts';

const card = (x: number, y: number, height = 82): Box => ({ x, y, width: 128, height });
const output = (box: Box, y = 41): Point => ({ x: box.x + box.width + 5, y: box.y + y });
const input = (box: Box): Point => ({ x: box.x - 5, y: box.y + 41 });
const route = (from: Box, to: Box, cards: readonly Box[], lane = 0) =>
  routeWire({ from: output(from), leaves: 'right', to: input(to) }, lane, boxIndex(cards));

/** Points along a route, close together. */
function pointsOf(corners: readonly Point[]): Point[] {
  return corners.flatMap((a, i) => {
    const b = corners[i + 1] ?? a;
    const steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 4));
    return Array.from({ length: steps }, (_, k) => ({ x: a.x + ((b.x - a.x) * k) / steps, y: a.y + ((b.y - a.y) * k) / steps }));
  });
}

describe('a wire', () => {
  test('is a curve where nothing is in its way', () => {
    const [a, b] = [card(0, 0), card(300, 120)];
    expect(route(a, b, [a, b])).toMatchObject({ corners: null, path: expect.stringMatching(/^M133,41 C/) });
  });

  test('leads around a card between its ends', () => {
    const [a, b, c] = [card(0, 0), card(184, 0), card(368, 0)];
    const { corners } = route(a, c, [a, b, c]);
    expect(corners).not.toBeNull();
    for (const point of pointsOf(corners ?? [])) expect(isInside(point, grown(b, 4))).toBe(false);
  });

  test('that leads back goes around its own card', () => {
    const [a, b] = [card(0, 0), card(300, 0)];
    const { corners } = route(b, a, [a, b]);
    for (const point of pointsOf(corners ?? [])) {
      expect(isInside(point, a)).toBe(false);
      expect(isInside(point, b)).toBe(false);
    }
    expect(corners?.length).toBeGreaterThan(3);
  });

  test('of another lane runs beside the first', () => {
    const [a, b, c] = [card(0, 0, 130), card(184, 0, 130), card(368, 0)];
    const [first, second] = [0, 1].map((lane) => route(a, c, [a, b, c], lane).corners ?? []);
    expect(first).not.toEqual(second);
  });

  test('without any way through is drawn all the same', () => {
    const cards = Array.from({ length: 9 }, (_, i) => card((i % 3) * 128, Math.floor(i / 3) * 82));
    expect(route(cards[3] as Box, cards[5] as Box, cards).path).toMatch(/^M/);
  });

  test('never runs beneath a card, wherever cards stand that leave each other room', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 5 })), { minLength: 2, maxLength: 24, selector: String }),
        fc.nat(),
        fc.nat(),
        fc.nat({ max: 3 }),
        (places, i, j, lane) => {
          const cards = places.map(([column, row]) => card(column * 184, row * 120));
          const [from, to] = [cards[i % cards.length] as Box, cards[j % cards.length] as Box];
          if (from === to) return;
          const { corners, label } = route(from, to, cards, lane);
          for (const point of pointsOf(corners ?? [])) for (const box of cards) expect(isInside(point, box)).toBe(false);
          for (const box of cards) expect(isInside(label, box)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('through a hundred cards is found in a few milliseconds', () => {
    const cards = Array.from({ length: 100 }, (_, i) => card((i % 10) * 184, Math.floor(i / 10) * 120));
    const index = boxIndex(cards);
    const times = Array.from({ length: 20 }, (_, n) => {
      const [a, b] = [cards[n] as Box, cards[99 - n * 3] as Box];
      return cpuTime(() => routeWire({ from: output(a), leaves: 'right', to: input(b) }, 0, index));
    });
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(5);
  });
});
