import type { Operation } from '@crossdock/flows/operations/operation';
import type { Editor } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import { portLine } from '../card-shape.ts';
import { shapeOf } from '../derive-canvas.ts';
import { foldedSteps, groupNodeId } from '../groups/group-ids.ts';
import { arrange, type Point, snap } from '../layout.ts';
import { type Alignment, type Axis, aligned, distributed } from './align.ts';
import { type Item, itemsOf, moveTo } from './items.ts';
import type { Edge } from './layers.ts';

/** The places before and after, for the way between. */
export type Moved = { readonly from: ReadonlyMap<string, Point>; readonly to: ReadonlyMap<string, Point> };

export function alignSelection(editor: Editor, alignment: Alignment): Moved {
  return moveItems(editor, aligned(selectedItems(editor), alignment), canvasTexts.arrange.aligned[alignment]);
}

export function distributeSelection(editor: Editor, axis: Axis): Moved {
  return moveItems(editor, distributed(selectedItems(editor), axis), canvasTexts.arrange.distributed[axis]);
}

/** How many things an alignment would move. */
export function countSelected(editor: Editor): number {
  return selectedItems(editor).length;
}

/** Puts steps into columns: the selected ones when there are several, else all. A collapsed group counts as one card. */
export function tidy(editor: Editor): Moved {
  const { document, catalog, view } = editor;
  const { flow } = document.store.getState();
  const { selected } = view.getState();
  const folded = foldedSteps(flow, selected);
  const notes = new Set(flow.notes.map((note) => note.id));
  const all = itemsOf(flow, catalog, selected).filter((item) => !notes.has(item.id));
  const chosen = all.filter((item) => selected.includes(item.id));
  const items = chosen.length > 1 ? chosen : all;
  if (items.length === 0) return { from: new Map(), to: new Map() };
  const idOf = (node: string) => {
    const group = folded.get(node);
    return group ? groupNodeId(group.id) : node;
  };
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const edges = flow.edges.flatMap((edge): Edge[] => {
    const node = nodes.get(edge.from.node);
    const [from, to] = [idOf(edge.from.node), idOf(edge.to.node)];
    if (!node || from === to) return [];
    const shape = shapeOf(node, catalog);
    const rank = shape.outputs.findIndex((port) => port.name === edge.from.port);
    // Error and undo leave below the card.
    if (rank < 0) return [{ from, to, rank: 999, leaves: shape.height, isMain: false }];
    return [{ from, to, rank, leaves: shape.outputs[rank]?.y ?? portLine, isMain: rank < shape.firstRow }];
  });
  const places = arrange(items, edges);
  const left = snap(Math.min(...items.map((item) => item.x)));
  const top = snap(Math.min(...items.map((item) => item.y)));
  const to = new Map([...places].map(([id, at]) => [id, { x: at.x + left, y: at.y + top }]));
  return moveItems(editor, to, chosen.length > 1 ? canvasTexts.arrange.tidiedSome(chosen.length) : canvasTexts.arrange.tidied);
}

/** Moves the selection by the keyboard. */
export function nudge(editor: Editor, by: Point): void {
  const items = selectedItems(editor);
  const places = new Map(items.map((item) => [item.id, { x: item.x + by.x, y: item.y + by.y }]));
  const { flow } = editor.document.store.getState();
  editor.document.change(moveTo(flow, places), {
    title: canvasTexts.arrange.moved(items.length),
    typing: `nudge ${items.map((item) => item.id).join(' ')}`,
  });
}

function selectedItems({ document, catalog, view }: Editor): Item[] {
  const { flow } = document.store.getState();
  const { selected } = view.getState();
  const chosen = new Set(selected);
  return itemsOf(flow, catalog, selected).filter((item) => chosen.has(item.id));
}

function moveItems({ document, catalog, view }: Editor, to: ReadonlyMap<string, Point>, title: string): Moved {
  const { flow } = document.store.getState();
  const before = itemsOf(flow, catalog, view.getState().selected).filter((item) => to.has(item.id));
  const operations: Operation[] = moveTo(flow, to);
  if (operations.length > 0) document.change(operations, { title });
  return { from: new Map(before.map(({ id, x, y }) => [id, { x, y }])), to };
}
