/** Where a card stands on the drawing, in its pixels. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Wire = { readonly from: { readonly node: string }; readonly to: { readonly node: string } };

/** A soft frame: cards with room around them and the wires between them as thick lines, so that no other card gets into it. */
export type Frame = {
  readonly boxes: readonly Box[];
  readonly lines: readonly { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }[];
  /** Where its label begins. */
  readonly label: { readonly x: number; readonly y: number };
};

/** Room around a card, in pixels. */
export const frameRoom = 12;

/** The frame around these cards; null when none of them is on the drawing, such as those in a folded group. */
export function frameOf(nodes: readonly string[], edges: readonly Wire[], boxOf: (id: string) => Box | undefined): Frame | null {
  const boxes = nodes.flatMap((id) => boxOf(id) ?? []);
  if (boxes.length === 0) return null;
  const top = Math.min(...boxes.map((box) => box.y));
  const first = boxes.filter((box) => box.y === top).reduce((left, box) => (box.x < left.x ? box : left));
  return {
    boxes: boxes.map((box) => ({
      x: box.x - frameRoom,
      y: box.y - frameRoom,
      width: box.width + 2 * frameRoom,
      height: box.height + 2 * frameRoom,
    })),
    lines: edges.flatMap(({ from, to }) => {
      const [a, b] = [boxOf(from.node), boxOf(to.node)];
      return a && b ? [{ x1: a.x + a.width, y1: a.y + a.height / 2, x2: b.x, y2: b.y + b.height / 2 }] : [];
    }),
    label: { x: first.x, y: top - frameRoom },
  };
}
