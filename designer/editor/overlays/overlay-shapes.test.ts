import { expect, test } from 'vitest';
import { frameOf } from './overlay-shapes.ts';

const boxes: Record<string, { x: number; y: number; width: number; height: number }> = {
  a: { x: 0, y: 100, width: 128, height: 80 },
  b: { x: 200, y: 40, width: 128, height: 80 },
};
const boxOf = (id: string) => boxes[id];
const wire = { from: { node: 'a' }, to: { node: 'b' } };

test('a frame leaves room around each card and follows the wires between them', () => {
  expect(frameOf(['a', 'b'], [wire], boxOf)).toEqual({
    boxes: [
      { x: -12, y: 88, width: 152, height: 104 },
      { x: 188, y: 28, width: 152, height: 104 },
    ],
    lines: [{ x1: 128, y1: 140, x2: 200, y2: 80 }],
    label: { x: 200, y: 28 },
  });
});

test('cards that are not drawn have no frame', () => {
  expect(frameOf(['gone'], [wire], () => undefined)).toBeNull();
});
