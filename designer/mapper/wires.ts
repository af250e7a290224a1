import { isWithin } from '@crossdock/flows/mapping/field';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { type Rows, rowOf } from './field-rows.ts';

export const rowHeight = 28;

/** What is read, and what it fills. */
export type Link = { readonly key: string; readonly from: string; readonly to: string; readonly isLoop: boolean; readonly at: string };

/** Every place of the source that a line reads for its value is one link. */
export function linksOf(placed: readonly PlacedLine[]): Link[] {
  return placed.flatMap((line) => {
    const list = line.entry?.slice(0, -2);
    return line.reads
      .filter(({ path, isTest }) => !isTest && path !== '')
      .map(({ path }) => ({
        key: `${line.at} ${path}`,
        from: path.replace(/(\[\])+$/, ''),
        to: line.path,
        isLoop: line.kind === 'loop' || (line.kind === 'list' && path === list),
        at: line.at,
      }));
  });
}

/** What a chosen field is connected with first; null when it has no line. */
export function otherEnd(placed: readonly PlacedLine[], side: 'source' | 'target', path: string): string | null {
  const links = linksOf(placed);
  return side === 'source' ? (links.find(({ from }) => from === path)?.to ?? null) : (links.find(({ to }) => to === path)?.from ?? null);
}

export type Pane = { readonly rows: Rows; readonly top: number; readonly height: number };

export type Wire = {
  readonly key: string;
  readonly y1: number;
  readonly y2: number;
  readonly isLoop: boolean;
  readonly isSelected: boolean;
  /** One end is not to be seen: it leaves at the edge. */
  readonly isCut: boolean;
  /** Where the end that is to be seen stands, and to which edge the line leaves; null: both ends are in view. */
  readonly stub: { readonly side: 'source' | 'target'; readonly edge: 'top' | 'bottom' } | null;
  /** The field itself is inside a closed group. */
  readonly isCollapsed: boolean;
};

export type WireEnds = {
  readonly wires: readonly Wire[];
  /** Lines that leave at an edge, by side and edge. */
  readonly counts: Readonly<Record<'sourceTop' | 'sourceBottom' | 'targetTop' | 'targetBottom', number>>;
  /** Rows that have a line, by position, and how many more lie inside closed groups. */
  readonly sourceRows: ReadonlyMap<number, number>;
  readonly targetRows: ReadonlyMap<number, number>;
};

/** What is drawn between two trees as they stand: nothing of which both ends are out of view. */
export function wiresBetween(
  links: readonly Link[],
  source: Pane,
  target: Pane,
  chosen: { readonly source: string | null; readonly target: string | null },
): WireEnds {
  const counts = { sourceTop: 0, sourceBottom: 0, targetTop: 0, targetBottom: 0 };
  const sourceRows = new Map<number, number>();
  const targetRows = new Map<number, number>();
  const wires: Wire[] = [];
  for (const link of links) {
    const from = rowOf(source.rows, link.from);
    const to = rowOf(target.rows, link.to);
    if (from >= 0) sourceRows.set(from, (sourceRows.get(from) ?? 0) + 1);
    if (to >= 0) targetRows.set(to, (targetRows.get(to) ?? 0) + 1);
    if (from < 0 || to < 0) continue;
    const left = endOf(from, source);
    const right = endOf(to, target);
    if (left.edge !== null && right.edge !== null) continue;
    if (left.edge !== null) counts[left.edge === 'top' ? 'sourceTop' : 'sourceBottom'] += 1;
    if (right.edge !== null) counts[right.edge === 'top' ? 'targetTop' : 'targetBottom'] += 1;
    wires.push({
      key: link.key,
      y1: left.y,
      y2: right.y,
      isLoop: link.isLoop,
      isSelected: isChosen(link, chosen),
      isCut: left.edge !== null || right.edge !== null,
      stub: left.edge !== null ? { side: 'target', edge: left.edge } : right.edge !== null ? { side: 'source', edge: right.edge } : null,
      isCollapsed: source.rows.rows[from]?.field.path !== link.from || target.rows.rows[to]?.field.path !== link.to,
    });
  }
  // Those in focus are drawn last, on top.
  wires.sort((a, b) => Number(a.isSelected) - Number(b.isSelected));
  return { wires, counts, sourceRows, targetRows };
}

function isChosen(link: Link, { source, target }: { source: string | null; target: string | null }): boolean {
  if (target !== null) return link.to === target || (link.isLoop && isWithin(target, link.to) && target !== link.to);
  return source !== null && link.from === source;
}

function endOf(index: number, { top, height }: Pane): { y: number; edge: 'top' | 'bottom' | null } {
  const y = index * rowHeight + rowHeight / 2 - top;
  if (y < 2) return { y: 0, edge: 'top' };
  return y > height - 2 ? { y: height, edge: 'bottom' } : { y, edge: null };
}

/** A short line that bends to where the other end would be. */
export function stubPath(wire: Wire, width: number, inset: number): string {
  const isSource = wire.stub?.side === 'source';
  const y = isSource ? wire.y1 : wire.y2;
  const x = isSource ? inset : width - inset;
  const out = isSource ? 22 : -22;
  const down = wire.stub?.edge === 'top' ? -9 : 9;
  return `M${x},${y} C${x + out * 0.6},${y} ${x + out},${y} ${x + out},${y + down}`;
}

/** A curve from the left edge to the right one. */
export function wirePath(y1: number, y2: number, width: number, inset: number): string {
  const middle = width / 2;
  return `M${inset},${y1} C${middle},${y1} ${middle},${y2} ${width - inset},${y2}`;
}
