import { edgeKey } from '@crossdock/flows/document/edge-key';
import { noteSchema } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/operation';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { Editor } from '../state/editor-context.tsx';
import { clipOf, newNoteId, pasteClip, readClip } from './clipboard.ts';
import { shapeOf } from './derive-canvas.ts';
import { focusNode } from './focus-node.ts';
import { arrange, type Point, snap } from './layout.ts';
import { walk } from './walk.ts';

/** What a person can do with the selection, each as one step of undo. */

/** Deletes what is selected. A single step in a simple chain leaves the chain whole. */
export function deleteSelection({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const { selected, selectedEdge } = view.getState();
  const edge = flow.edges.find((candidate) => edgeKey(candidate) === selectedEdge);
  if (edge && selected.length === 0) {
    view.setState({ selectedEdge: null });
    return document.change([{ op: 'remove-edge', edge }]);
  }
  const nodes = flow.nodes.filter((node) => selected.includes(node.id));
  const notes = flow.notes.filter((note) => selected.includes(note.id));
  const operations: Operation[] = [
    ...nodes.map((node) => ({ op: 'remove-node' as const, node: node.id, heal: true as const })),
    ...notes.map((note) => ({ op: 'remove-note' as const, note: note.id })),
  ];
  if (operations.length === 0) return;
  const [first] = nodes;
  const next = nodes.length === 1 && first ? (walk(flow, first.id, 'left') ?? walk(flow, first.id, 'right')) : null;
  document.change(operations, operations.length === 1 ? {} : { title: `Delete ${operations.length} things` });
  view.setState({ selected: [], palette: null });
  if (next) focusNode(next);
}

/** Turns the selected steps off, or on when all are off. */
export function toggleOff({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const nodes = flow.nodes.filter((node) => view.getState().selected.includes(node.id));
  const disabled = nodes.some((node) => !node.disabled);
  const title = `Turn ${nodes.length === 1 ? nodes[0]?.name : `${nodes.length} steps`} ${disabled ? 'off' : 'on'}`;
  document.change(
    nodes.filter((node) => node.disabled !== disabled).map((node) => ({ op: 'set-disabled', node: node.id, disabled })),
    { title },
  );
}

export function duplicateSelection(editor: Editor): void {
  const { flow } = editor.document.store.getState();
  paste(editor, JSON.stringify(clipOf(flow, editor.view.getState().selected)), { x: 24, y: 24 });
}

/** What is selected, as text for the clipboard; null when nothing is. */
export function copySelection({ document, view }: Editor): string | null {
  const clip = clipOf(document.store.getState().flow, view.getState().selected);
  return clip.nodes.length + clip.notes.length === 0 ? null : JSON.stringify(clip, null, 2);
}

/** Adds steps from a text; false when it holds none. */
export function paste({ document, view }: Editor, text: string, shift: Point): boolean {
  const clip = readClip(text);
  if (!clip) return false;
  const { operations, added } = pasteClip(document.store.getState().flow, clip, { x: snap(shift.x), y: snap(shift.y) });
  document.change(operations, { title: added.length === 1 ? 'Paste a step' : `Paste ${added.length} steps` });
  view.setState({ selected: added, selectedEdge: null });
  return true;
}

/** Moves the selection by the keyboard. */
export function nudge({ document, view }: Editor, by: Point): void {
  const { flow } = document.store.getState();
  const selected = view.getState().selected;
  const moves = flow.nodes
    .filter((node) => selected.includes(node.id))
    .map((node) => ({ node: node.id, to: { x: node.position.x + by.x, y: node.position.y + by.y } }));
  const notes = flow.notes
    .filter((note) => selected.includes(note.id))
    .map((note) => ({ op: 'move-note' as const, note: note.id, to: { x: note.position.x + by.x, y: note.position.y + by.y } }));
  const operations: Operation[] = [...(moves.length > 0 ? [{ op: 'move-nodes' as const, moves }] : []), ...notes];
  document.change(operations, { title: 'Move steps', typing: `nudge ${selected.join(' ')}` });
}

/** Puts all steps into columns. Returns the places before and after, for the way between. */
export function tidy({ document, catalog }: Editor): { from: Map<string, Point>; to: Map<string, Point> } {
  const { flow } = document.store.getState();
  const boxes = flow.nodes.map((node) => ({ id: node.id, ...shapeOf(node, catalog) }));
  const from = new Map(flow.nodes.map((node) => [node.id, node.position]));
  if (boxes.length === 0) return { from, to: from };
  const portOf = new Map(boxes.map((box) => [box.id, box.outputs.map((port) => port.name)]));
  const rank = (edge: (typeof flow.edges)[number]) =>
    edge.from.port === errorPort ? 999 : edge.from.port === undoPort ? 1000 : (portOf.get(edge.from.node)?.indexOf(edge.from.port) ?? 0);
  const places = arrange(
    boxes,
    flow.edges.toSorted((a, b) => rank(a) - rank(b)),
  );
  const left = Math.min(...flow.nodes.map((node) => node.position.x));
  const top = Math.min(...flow.nodes.map((node) => node.position.y));
  const to = new Map([...places].map(([id, at]) => [id, { x: at.x + snap(left), y: at.y + snap(top) }]));
  const moves = flow.nodes.flatMap((node) => {
    const at = to.get(node.id);
    return at && (at.x !== node.position.x || at.y !== node.position.y) ? [{ node: node.id, to: at }] : [];
  });
  if (moves.length > 0) document.change([{ op: 'move-nodes', moves }], { title: 'Tidy up' });
  return { from, to };
}

export function addNote({ document, view }: Editor, at: Point): void {
  const { flow } = document.store.getState();
  const note = noteSchema.parse({ id: newNoteId(flow.notes), text: '', position: { x: snap(at.x), y: snap(at.y) } });
  document.change([{ op: 'add-note', note }], { title: 'Add a note' });
  view.setState({ selected: [note.id], selectedEdge: null });
}
