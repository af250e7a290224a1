import type { Range } from './edit-table.ts';

export type Place = { readonly row: number; readonly column: number };
/** The cell the keys act on, and the two corners of what is selected. Rows are places in view, not in the table. */
export type Selection = { readonly active: Place; readonly anchor: Place; readonly head: Place };
export type Extent = { readonly rows: number; readonly columns: number };

export function at(row: number, column: number): Selection {
  const place = { row, column };
  return { active: place, anchor: place, head: place };
}

/** The selection drawn out to another corner. */
export function extended({ anchor }: Selection, head: Place): Selection {
  return { active: anchor, anchor, head };
}

export function rangeOf({ anchor, head }: Selection): Range {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    right: Math.max(anchor.column, head.column),
  };
}

export function isWithin(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

export function between(anchor: Place, head: Place): Selection {
  return { active: anchor, anchor, head };
}

export function rowsOf(from: number, to: number, { columns }: Extent): Selection {
  return between({ row: from, column: 0 }, { row: to, column: columns - 1 });
}

export function wholeColumns(from: number, to: number, { rows }: Extent): Selection {
  return between({ row: 0, column: from }, { row: Math.max(0, rows - 1), column: to });
}

export function within({ row, column }: Place, { rows, columns }: Extent): Place {
  return { row: clamp(row, rows), column: clamp(column, columns) };
}

export function selectionWithin({ active, anchor, head }: Selection, extent: Extent): Selection {
  return { active: within(active, extent), anchor: within(anchor, extent), head: within(head, extent) };
}

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down'
  | 'edge-up'
  | 'edge-down'
  | 'edge-left'
  | 'edge-right';

/** Where a key leads. `isFilled` tells of a cell whether it holds something: the edges are those of blocks of filled cells. */
export function moved(
  from: Place,
  move: Move,
  extent: Extent,
  given: { isFilled: (row: number, column: number) => boolean; page: number },
): Place {
  const { row, column } = from;
  switch (move) {
    case 'up':
      return within({ row: row - 1, column }, extent);
    case 'down':
      return within({ row: row + 1, column }, extent);
    case 'left':
      return within({ row, column: column - 1 }, extent);
    case 'right':
      return within({ row, column: column + 1 }, extent);
    case 'home':
      return { row, column: 0 };
    case 'end':
      return { row, column: extent.columns - 1 };
    case 'first':
      return { row: 0, column: 0 };
    case 'last':
      return within({ row: extent.rows - 1, column: extent.columns - 1 }, extent);
    case 'page-up':
      return within({ row: row - given.page, column }, extent);
    case 'page-down':
      return within({ row: row + given.page, column }, extent);
    case 'edge-up':
      return { row: edge(row, -1, extent.rows, (i) => given.isFilled(i, column)), column };
    case 'edge-down':
      return { row: edge(row, 1, extent.rows, (i) => given.isFilled(i, column)), column };
    case 'edge-left':
      return { row, column: edge(column, -1, extent.columns, (i) => given.isFilled(row, i)) };
    case 'edge-right':
      return { row, column: edge(column, 1, extent.columns, (i) => given.isFilled(row, i)) };
  }
}

/** The next cell of Tab or Enter: within a selection of several cells around it, else on. */
export function stepped(selection: Selection, by: 'row' | 'column', back: boolean, extent: Extent): Selection {
  const range = rangeOf(selection);
  const { row, column } = selection.active;
  const isSingle = range.top === range.bottom && range.left === range.right;
  const step = back ? -1 : 1;
  if (isSingle) {
    if (by === 'row') {
      const next = within({ row: row + step, column }, extent);
      return at(next.row, next.column);
    }
    // Tab goes on in the next row, as in a form.
    const flat = row * extent.columns + column + step;
    return flat < 0 || flat >= extent.rows * extent.columns ? selection : at(Math.floor(flat / extent.columns), flat % extent.columns);
  }
  const width = range.right - range.left + 1;
  const height = range.bottom - range.top + 1;
  const count = width * height;
  const flat = by === 'column' ? (row - range.top) * width + (column - range.left) : (column - range.left) * height + (row - range.top);
  const next = (flat + step + count) % count;
  const active =
    by === 'column'
      ? { row: range.top + Math.floor(next / width), column: range.left + (next % width) }
      : { row: range.top + (next % height), column: range.left + Math.floor(next / height) };
  return { ...selection, active };
}

/** As Ctrl and an arrow: to the end of the filled stretch, or over the blank one to the next that is filled. */
function edge(from: number, step: 1 | -1, count: number, isFilled: (i: number) => boolean): number {
  const last = step === 1 ? count - 1 : 0;
  if (from === last || count === 0) return Math.max(0, last);
  let i = from + step;
  if (isFilled(from) && isFilled(i)) {
    while (i !== last && isFilled(i + step)) i += step;
    return i;
  }
  while (i !== last && !isFilled(i)) i += step;
  return i;
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
