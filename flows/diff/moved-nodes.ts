import type { Flow } from '../document/flow.ts';

/** Ids of the steps that are in both flows and stand at another place on the canvas. */
export function movedNodes(before: Flow, after: Flow): string[] {
  const olds = new Map(before.nodes.map((node) => [node.id, node.position]));
  return after.nodes.flatMap(({ id, position }) => {
    const old = olds.get(id);
    return old && (old.x !== position.x || old.y !== position.y) ? [id] : [];
  });
}
