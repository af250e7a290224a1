import { type Box, meet } from './geometry.ts';

/** Boxes by place, so that a question about a corner of a big drawing looks at few of them. */
export type BoxIndex = { near(area: Box): Box[] };

const cell = 320;

export function boxIndex(boxes: Iterable<Box>): BoxIndex {
  const cells = new Map<string, Box[]>();
  for (const box of boxes) {
    for (const key of cellsOf(box)) {
      const held = cells.get(key);
      if (held) held.push(box);
      else cells.set(key, [box]);
    }
  }
  return {
    near(area) {
      const found = new Set<Box>();
      for (const key of cellsOf(area)) for (const box of cells.get(key) ?? []) if (meet(box, area)) found.add(box);
      return [...found];
    },
  };
}

function* cellsOf({ x, y, width, height }: Box): Generator<string> {
  for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column++)
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row++) yield `${column} ${row}`;
}
