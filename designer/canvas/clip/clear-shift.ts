import type { Point } from '../layout.ts';

type Box = Point & { readonly width: number; readonly height: number };

const room = 16;

/** How far to move cards so that they lie on none that are there: as wished, or further down as far as it takes. */
export function clearShift(moved: readonly Box[], there: readonly Box[], wished: Point): Point {
  let { y } = wished;
  for (;;) {
    const hit = moved.flatMap((card) =>
      there.filter((other) => isUpon(card, other, { x: wished.x, y })).map((other) => below(card, other)),
    );
    if (hit.length === 0) return { x: wished.x, y };
    y = Math.max(...hit);
  }
}

/** The shift at which the card stands under the other. */
function below(card: Box, other: Box): number {
  return other.y + other.height + room - card.y;
}

function isUpon(card: Box, other: Box, shift: Point): boolean {
  const [x, y] = [card.x + shift.x, card.y + shift.y];
  return (
    x < other.x + other.width + room &&
    x + card.width + room > other.x &&
    y < other.y + other.height + room &&
    y + card.height + room > other.y
  );
}
