import { boxIndex } from './box-index.ts';
import { curveOf, type WireEnds } from './curve.ts';
import { type Box, meet } from './geometry.ts';
import { type Route, routeWire, straightRoute } from './route-wire.ts';

export type WireToRoute = { readonly id: string; readonly ends: WireEnds; readonly lane: number };
/** What is known from the drawing before. */
export type Routed = { readonly routes: ReadonlyMap<string, Route>; readonly cards: ReadonlyMap<string, Box> };

/** So many cards on their way at once: wires follow as plain curves until they have arrived. */
const manyMoved = 24;

/** The routes of all wires. Those that no moved card concerns keep their route from before. */
export function routeAll(
  wires: readonly WireToRoute[],
  cards: ReadonlyMap<string, Box>,
  before: Routed,
  isMoving: boolean,
): Map<string, Route> {
  const moved = movedBoxes(before.cards, cards);
  const isHasty = isMoving && moved.length > 2 * manyMoved;
  const index = boxIndex(cards.values());
  const routes = new Map<string, Route>();
  for (const { id, ends, lane } of wires) {
    const old = before.routes.get(id);
    const stays = old && isFrom(old, ends) && (isHasty || !old.isHasty) && !moved.some((box) => meet(box, old.area));
    routes.set(id, stays ? old : isHasty ? straightRoute(curveOf(ends)) : routeWire(ends, lane, index));
  }
  return routes;
}

/** Where cards were that moved, came or went, and where they are now. */
function movedBoxes(before: ReadonlyMap<string, Box>, now: ReadonlyMap<string, Box>): Box[] {
  const moved: Box[] = [];
  for (const [id, box] of now) {
    const old = before.get(id);
    if (old && old.x === box.x && old.y === box.y && old.width === box.width && old.height === box.height) continue;
    moved.push(box);
    if (old) moved.push(old);
  }
  for (const [id, box] of before) if (!now.has(id)) moved.push(box);
  return moved;
}

function isFrom({ start, end }: Route, { from, to }: WireEnds): boolean {
  return start.x === from.x && start.y === from.y && end.x === to.x && end.y === to.y;
}
