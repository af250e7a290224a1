/** A step to be arranged, or a place that a long wire takes up in a column it only passes. */
export type Cell = { readonly id: string; readonly width: number; readonly height: number; readonly isPassage: boolean };
/** A wire between neighbouring columns. */
export type Link = {
  readonly from: string;
  readonly to: string;
  /** The position of the output it leaves, from above. */
  readonly rank: number;
  /** Distance of that output from the top of its card, in pixels. */
  readonly leaves: number;
  /** How much it wants to be straight. */
  readonly weight: number;
};
export type Layers = { readonly columns: readonly (readonly Cell[])[]; readonly links: readonly Link[] };

type Box = { readonly id: string; readonly width: number; readonly height: number };
export type Edge = {
  readonly from: string;
  readonly to: string;
  readonly rank: number;
  readonly leaves: number;
  /** The way on, not a side way. */
  readonly isMain: boolean;
};

const weights = { main: 1000, side: 1, passage: 12 };
const passageHeight = 12;
/** Passes over the columns, there and back; more of them hardly find less crossings. */
const sweeps = 12;

/** Steps in columns, each behind all that lead to it, ordered within the columns so that few wires cross. Wires that close a loop are left out. */
export function layersOf(boxes: readonly Box[], edges: readonly Edge[]): Layers {
  const forward = withoutLoops(boxes, edges);
  const column = columnsOf(boxes, forward);
  const columns: Cell[][] = [];
  const put = (cell: Cell, at: number) => {
    while (columns.length <= at) columns.push([]);
    columns[at]?.push(cell);
  };
  for (const box of boxes) put({ ...box, isPassage: false }, column.get(box.id) ?? 0);
  const links: Link[] = [];
  for (const edge of forward) {
    const [start, end] = [column.get(edge.from) ?? 0, column.get(edge.to) ?? 0];
    let from = edge.from;
    for (let at = start + 1; at < end; at++) {
      const id = `${edge.from} ${edge.rank} ${edge.to} ${at}`;
      put({ id, width: 0, height: passageHeight, isPassage: true }, at);
      links.push({ ...edge, from, to: id, weight: from === edge.from ? weights.side : weights.passage });
      from = id;
    }
    const weight = edge.isMain ? weights.main : weights.side;
    links.push({ from, to: edge.to, rank: edge.rank, leaves: from === edge.from ? edge.leaves : passageHeight / 2, weight });
  }
  return { columns: ordered(columns, links), links };
}

function withoutLoops(boxes: readonly Box[], edges: readonly Edge[]): Edge[] {
  const out = Map.groupBy(edges, (edge) => edge.from);
  const state = new Map<string, 'open' | 'done'>();
  const loops = new Set<Edge>();
  const visit = (start: string) => {
    const stack = [{ id: start, next: 0 }];
    state.set(start, 'open');
    for (let at = stack.at(-1); at; at = stack.at(-1)) {
      const edge = out.get(at.id)?.[at.next++];
      if (!edge) {
        state.set(at.id, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') loops.add(edge);
      else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ id: edge.to, next: 0 });
      }
    }
  };
  for (const { id } of boxes) if (!state.has(id)) visit(id);
  return edges.filter((edge) => !loops.has(edge));
}

/** The longest way to each step; what nothing leads to stands right before what it leads to. */
function columnsOf(boxes: readonly Box[], edges: readonly Edge[]): Map<string, number> {
  const into = Map.groupBy(edges, (edge) => edge.to);
  const out = Map.groupBy(edges, (edge) => edge.from);
  const waits = new Map(boxes.map(({ id }) => [id, into.get(id)?.length ?? 0]));
  const column = new Map<string, number>();
  const free = boxes.filter(({ id }) => waits.get(id) === 0).map(({ id }) => id);
  for (let id = free.shift(); id !== undefined; id = free.shift()) {
    column.set(id, Math.max(0, ...(into.get(id) ?? []).map((edge) => (column.get(edge.from) ?? 0) + 1)));
    for (const { to } of out.get(id) ?? []) {
      const left = (waits.get(to) ?? 0) - 1;
      waits.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  for (const { id } of boxes) {
    const followers = out.get(id) ?? [];
    if (!into.has(id) && followers.length > 0) column.set(id, Math.min(...followers.map((edge) => (column.get(edge.to) ?? 1) - 1)));
  }
  return column;
}

/** Each column in the order that the middle of its neighbours asks for, pass by pass; the best order seen is kept. */
function ordered(columns: Cell[][], links: readonly Link[]): Cell[][] {
  const into = Map.groupBy(links, (link) => link.to);
  const out = Map.groupBy(links, (link) => link.from);
  let current = columns.map((cells) => [...cells]);
  let best = current;
  let fewest = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0;
    const place = new Map(current.flatMap((cells) => cells.map((cell, i) => [cell.id, i] as const)));
    const steps = isForward ? current.keys() : [...current.keys()].reverse();
    for (const at of steps) {
      const middle = (cell: Cell): number => {
        const near = isForward ? into.get(cell.id) : out.get(cell.id);
        if (!near || near.length === 0) return place.get(cell.id) ?? 0;
        // Ports count as parts of a place, so that branches stand in the order of their ports.
        const places = near.map((link) => (isForward ? (place.get(link.from) ?? 0) + (link.rank + 1) / 1000 : (place.get(link.to) ?? 0)));
        return places.reduce((sum, value) => sum + value, 0) / places.length;
      };
      const cells = (current[at] ?? []).map((cell) => ({ cell, middle: middle(cell) }));
      cells.sort((a, b) => a.middle - b.middle || (place.get(a.cell.id) ?? 0) - (place.get(b.cell.id) ?? 0));
      current[at] = cells.map(({ cell }) => cell);
      for (const [i, { cell }] of cells.entries()) place.set(cell.id, i);
    }
    const crossings = countCrossings(current, out);
    if (crossings < fewest) {
      fewest = crossings;
      best = current.map((cells) => [...cells]);
    }
    current = current.map((cells) => [...cells]);
  }
  return best;
}

/** How often wires cross between neighbouring columns; wires of one output to one card never do. */
function countCrossings(columns: readonly (readonly Cell[])[], out: ReadonlyMap<string, readonly Link[]>): number {
  let crossings = 0;
  for (const [at, cells] of columns.entries()) {
    const place = new Map((columns[at + 1] ?? []).map((cell, i) => [cell.id, i]));
    const targets = cells.flatMap((cell) =>
      (out.get(cell.id) ?? []).toSorted((a, b) => a.rank - b.rank).map((link) => place.get(link.to) ?? 0),
    );
    // A Fenwick tree counts, for each wire, the earlier ones that end below it.
    const tree = new Array<number>(place.size + 2).fill(0);
    for (const [seen, target] of targets.entries()) {
      let notBelow = 0;
      for (let i = target + 1; i > 0; i -= i & -i) notBelow += tree[i] ?? 0;
      crossings += seen - notBelow;
      for (let i = target + 1; i < tree.length; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
    }
  }
  return crossings;
}
