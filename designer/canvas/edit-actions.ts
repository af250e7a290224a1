import { edgeKey } from '@crossdock/flows/document/edge-key';
import { type FlowNode, noteSchema } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/operation';
import { OperationError } from '@crossdock/flows/operations/operation-error';
import type { Editor } from '../state/editor-context.tsx';
import { canvasTexts } from '../texts/canvas.ts';
import { clearShift } from './clip/clear-shift.ts';
import { type Clip, clipOf, newNoteId, pasteClip } from './clip/clipboard.ts';
import { readClip, withoutTriggers } from './clip/read-clip.ts';
import { shapeOf } from './derive-canvas.ts';
import { focusNode } from './focus-node.ts';
import { selectedGroups, withMembers } from './groups/group-ids.ts';
import { type Point, snap } from './layout.ts';
import { sayOnCanvas } from './notice.tsx';
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
  const chosen = new Set(withMembers(flow, selected));
  const nodes = flow.nodes.filter((node) => chosen.has(node.id));
  const notes = flow.notes.filter((note) => chosen.has(note.id));
  // A group goes with the last of its steps.
  const groups = new Set([...selectedGroups(flow, selected), ...flow.groups.filter((group) => group.nodes.every((id) => chosen.has(id)))]);
  const operations: Operation[] = [
    ...[...groups].map((group) => ({ op: 'remove-group' as const, group: group.id })),
    ...nodes.map((node) => ({ op: 'remove-node' as const, node: node.id, heal: true as const })),
    ...notes.map((note) => ({ op: 'remove-note' as const, note: note.id })),
  ];
  if (operations.length === 0) return;
  const [first] = nodes;
  const next = nodes.length === 1 && first ? (walk(flow, first.id, 'left') ?? walk(flow, first.id, 'right')) : null;
  const count = nodes.length + notes.length;
  document.change(operations, operations.length === 1 ? {} : { title: canvasTexts.deleted(count) });
  view.setState({ selected: [], palette: null });
  if (next) focusNode(next);
}

/** Turns the selected steps off, or on when all are off. */
export function toggleOff({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const chosen = new Set(withMembers(flow, view.getState().selected));
  const nodes = flow.nodes.filter((node) => chosen.has(node.id));
  const disabled = nodes.some((node) => !node.disabled);
  const title = `Turn ${nodes.length === 1 ? nodes[0]?.name : `${nodes.length} steps`} ${disabled ? 'off' : 'on'}`;
  document.change(
    nodes.filter((node) => node.disabled !== disabled).map((node) => ({ op: 'set-disabled', node: node.id, disabled })),
    { title },
  );
}

export function duplicateSelection(editor: Editor): void {
  const { flow } = editor.document.store.getState();
  addClip(editor, clipOf(flow, editor.view.getState().selected), { x: 24, y: 24 });
}

/** What is selected, as text for the clipboard; null when nothing is. */
export function copySelection({ document, view }: Editor): string | null {
  const clip = clipOf(document.store.getState().flow, view.getState().selected);
  return clip.nodes.length + clip.notes.length === 0 ? null : JSON.stringify(clip, null, 2);
}

/** Adds steps from a text, or says why it cannot. `shiftOf` gives how far they are moved from where they stood. */
export function paste(editor: Editor, text: string, shiftOf: (clip: Clip) => Point): void {
  const read = readClip(text);
  if (read.kind === 'refused') return sayOnCanvas(read.reason);
  const { document, catalog } = editor;
  const { flow } = document.store.getState();
  const isTrigger = (node: FlowNode) => catalog.get(node.type, node.version)?.kind === 'trigger';
  const { clip, left } = read.isWholeFlow ? withoutTriggers(read.clip, flow, isTrigger) : { clip: read.clip, left: [] };
  if (clip.nodes.length + clip.notes.length === 0)
    return sayOnCanvas(left.length > 0 ? canvasTexts.paste.onlyTrigger(left.join(', ')) : canvasTexts.paste.notSteps);
  addClip(editor, clip, shiftOf(clip));
  if (left.length > 0) sayOnCanvas(canvasTexts.paste.withoutTrigger(left.join(', ')), 'info');
}

function addClip({ document, view, catalog }: Editor, clip: Clip, wished: Point): void {
  const { flow } = document.store.getState();
  const boxOf = (node: FlowNode) => ({ ...node.position, ...shapeOf(node, catalog) });
  const shift = clearShift(clip.nodes.map(boxOf), flow.nodes.map(boxOf), wished);
  const { operations, added } = pasteClip(flow, clip, { x: snap(shift.x), y: snap(shift.y) });
  try {
    document.change(operations, { title: canvasTexts.paste.pasted(added.length) });
    view.setState({ selected: added, selectedEdge: null });
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    sayOnCanvas(error.message);
  }
}

export function addNote({ document, view }: Editor, at: Point): void {
  const { flow } = document.store.getState();
  const note = noteSchema.parse({ id: newNoteId(flow.notes), text: '', position: { x: snap(at.x), y: snap(at.y) } });
  document.change([{ op: 'add-note', note }], { title: canvasTexts.addANote });
  view.setState({ selected: [note.id], selectedEdge: null });
}
