/** The wire under a point of the window, also below cards; null when there is none. */
export function edgeUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest<SVGElement>('.react-flow__edge');
    if (edge) return edge.dataset.id ?? null;
  }
  return null;
}

/** The card under a point of the window. */
export function nodeUnder(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const node = element.closest<HTMLElement>('.react-flow__node');
    if (node) return node.dataset.id ?? null;
  }
  return null;
}
