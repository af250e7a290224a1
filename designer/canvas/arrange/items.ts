import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import type { Operation } from '@crossdock/flows/operations/operation';
import { shapeOf } from '../derive-canvas.ts';
import { foldedSteps, groupNodeId } from '../groups/group-ids.ts';
import { foldedPlace, foldedShape } from '../groups/group-shape.ts';
import type { Point } from '../layout.ts';
import type { Box } from '../wires/geometry.ts';

/** Something that stands on the canvas by itself: a step, a note, or the card of a collapsed group. */
export type Item = Box & { readonly id: string };

/** Everything on the canvas, collapsed groups in place of their steps. `selected`: what opens a collapsed group. */
export function itemsOf(flow: Flow, catalog: Catalog, selected: Iterable<string> = []): Item[] {
  const folded = foldedSteps(flow, selected);
  const cards = flow.groups.filter((group) => group.nodes.some((id) => folded.get(id) === group));
  return [
    ...flow.nodes
      .filter((node) => !folded.has(node.id))
      .map((node) => ({ id: node.id, ...node.position, ...sizeOf(shapeOf(node, catalog)) })),
    ...cards.map((group) => ({ id: groupNodeId(group.id), ...foldedPlace(flow, group), ...sizeOf(foldedShape(flow, group, catalog)) })),
    ...flow.notes.map((note) => ({ id: note.id, ...note.position, ...note.size })),
  ];
}

/** The operations that put things at new places. A collapsed group takes its steps along; an open one goes with its steps. */
export function moveTo(flow: Flow, places: ReadonlyMap<string, Point>): Operation[] {
  const targets = new Map(places);
  for (const group of flow.groups) {
    const to = targets.get(groupNodeId(group.id));
    if (!to || group.nodes.length === 0 || group.nodes.some((id) => places.has(id))) continue;
    const from = foldedPlace(flow, group);
    for (const node of flow.nodes)
      if (group.nodes.includes(node.id)) targets.set(node.id, { x: node.position.x + to.x - from.x, y: node.position.y + to.y - from.y });
  }
  const moves = flow.nodes.flatMap((node) => {
    const to = targets.get(node.id);
    return to && (to.x !== node.position.x || to.y !== node.position.y) ? [{ node: node.id, to }] : [];
  });
  const notes = flow.notes.flatMap((note): Operation[] => {
    const to = targets.get(note.id);
    return to && (to.x !== note.position.x || to.y !== note.position.y) ? [{ op: 'move-note', note: note.id, to }] : [];
  });
  return [...(moves.length > 0 ? [{ op: 'move-nodes' as const, moves }] : []), ...notes];
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
