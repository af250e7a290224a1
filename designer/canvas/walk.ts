import type { FlowEdge, FlowNode } from '@crossdock/flows/document/flow';

export type Direction = 'left' | 'right' | 'up' | 'down';
/** What the keyboard walks along. */
export type Walkable = { readonly nodes: readonly Stop[]; readonly edges: readonly FlowEdge[] };
type Stop = Pick<FlowNode, 'id' | 'position'>;

/** The step that an arrow key leads to: along the wires to left and right, the nearest neighbour up and down. Null at the border. */
export function walk(drawing: Walkable, from: string, direction: Direction): string | null {
  const start = drawing.nodes.find((node) => node.id === from);
  if (!start) return drawing.nodes[0]?.id ?? null;
  const linked = direction === 'right' ? following(drawing, from) : direction === 'left' ? leading(drawing, from) : [];
  return nearestInHeight(drawing, start, linked) ?? nearestTowards(drawing, start, direction);
}

/** The step after this one in reading order, around the end; `Tab` and `Shift Tab`. */
export function nextInOrder(drawing: Walkable, from: string | null, step: 1 | -1): string | null {
  const ordered = readingOrder(drawing);
  if (ordered.length === 0) return null;
  const at = from === null ? -1 : ordered.indexOf(from);
  return ordered.at((at + step + ordered.length) % ordered.length) ?? null;
}

/** Steps by column, then by row. */
export function readingOrder({ nodes }: Walkable): string[] {
  return nodes
    .toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y || (a.id < b.id ? -1 : 1))
    .map((node) => node.id);
}

function following({ edges }: Walkable, id: string): string[] {
  return edges.filter((edge) => edge.from.node === id).map((edge) => edge.to.node);
}

function leading({ edges }: Walkable, id: string): string[] {
  return edges.filter((edge) => edge.to.node === id).map((edge) => edge.from.node);
}

function nearestInHeight({ nodes }: Walkable, start: Stop, ids: readonly string[]): string | null {
  const candidates = nodes.filter((node) => ids.includes(node.id));
  return least(candidates, (node) => Math.abs(node.position.y - start.position.y))?.id ?? null;
}

/** Only what lies within 45 degrees of the direction counts. */
function nearestTowards({ nodes }: Walkable, start: Stop, direction: Direction): string | null {
  const ahead = nodes.filter((node) => {
    const { along, across } = offset(start, node, direction);
    return along > 0 && along >= across / 2;
  });
  return (
    least(ahead, (node) => {
      const { along, across } = offset(start, node, direction);
      return along + across * 2;
    })?.id ?? null
  );
}

function offset(from: Stop, to: Stop, direction: Direction): { along: number; across: number } {
  const x = to.position.x - from.position.x;
  const y = to.position.y - from.position.y;
  if (direction === 'right') return { along: x, across: Math.abs(y) };
  if (direction === 'left') return { along: -x, across: Math.abs(y) };
  return { along: direction === 'down' ? y : -y, across: Math.abs(x) };
}

function least<T>(values: readonly T[], of: (value: T) => number): T | undefined {
  return values.reduce<T | undefined>((best, value) => (best === undefined || of(value) < of(best) ? value : best), undefined);
}
