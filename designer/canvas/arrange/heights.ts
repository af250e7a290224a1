import { portLine } from '../card-shape.ts';
import type { Cell, Layers, Link } from './layers.ts';

/** Distances of neighbours in a column, in pixels: of two cards, and where one of them is only a wire passing through. */
const gaps = { cards: 38, passage: 16 };
const passes = 4;

/** The top of every cell: ways on run straight, branches spread around the step they leave, nothing overlaps. */
export function heightsOf({ columns, links }: Layers): Map<string, number> {
  const into = Map.groupBy(links, (link) => link.to);
  const out = Map.groupBy(links, (link) => link.from);
  const cells = new Map(columns.flat().map((cell) => [cell.id, cell]));
  const top = new Map<string, number>();
  const settle = (column: readonly Cell[], isForward: boolean) => {
    const wishes = column.map((cell) => wishOf(cell, (isForward ? into : out).get(cell.id) ?? [], isForward, cells, top));
    for (const [i, value] of spread(column, wishes).entries()) top.set(column[i]?.id ?? '', value);
  };
  for (let pass = 0; pass < passes; pass++) {
    for (const column of columns) settle(column, true);
    if (pass < passes - 1) for (const column of columns.toReversed()) settle(column, false);
  }
  return top;
}

type Wish = { readonly at: number; readonly weight: number };

/** Where a cell wants to stand: level with the neighbours whose wires want most to be straight. */
function wishOf(
  cell: Cell,
  near: readonly Link[],
  isForward: boolean,
  cells: ReadonlyMap<string, Cell>,
  top: ReadonlyMap<string, number>,
): Wish {
  const known = near.filter((link) => top.has(isForward ? link.from : link.to));
  const weight = Math.max(0, ...known.map((link) => link.weight));
  if (weight === 0) return { at: top.get(cell.id) ?? 0, weight: 0.1 };
  const wishes = known
    .filter((link) => link.weight === weight)
    .map((link) => {
      const other = top.get(isForward ? link.from : link.to) ?? 0;
      const [from, to] = [cells.get(link.from), cells.get(link.to)];
      const isCardToCard = from?.isPassage === false && to?.isPassage === false;
      // Cards stand level with cards; a passing wire is level with its port.
      if (isCardToCard) return other;
      const leaves = from?.isPassage ? middleOf(from) : link.leaves;
      const arrives = to?.isPassage ? middleOf(to) : portLine;
      return isForward ? other + leaves - arrives : other + arrives - leaves;
    });
  return { at: wishes.reduce((sum, wish) => sum + wish, 0) / wishes.length, weight };
}

function middleOf(cell: Cell): number {
  return cell.height / 2;
}

/** The places nearest to the wishes that keep order and distance: neighbours that get too close become one block with a common wish. */
function spread(column: readonly Cell[], wishes: readonly Wish[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const [i, cell] of column.entries()) {
    const before = column[i - 1];
    if (before) offset += before.height + (before.isPassage || cell.isPassage ? gaps.passage : gaps.cards);
    offsets.push(offset);
  }
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (const [i, wish] of wishes.entries()) {
    blocks.push({ sum: (wish.at - (offsets[i] ?? 0)) * wish.weight, weight: wish.weight, count: 1 });
    for (let last = blocks.at(-1), before = blocks.at(-2); last && before && before.sum / before.weight > last.sum / last.weight; ) {
      before.sum += last.sum;
      before.weight += last.weight;
      before.count += last.count;
      blocks.pop();
      last = blocks.at(-1);
      before = blocks.at(-2);
    }
  }
  return blocks
    .flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => sum / weight))
    .map((value, i) => value + (offsets[i] ?? 0));
}
