import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow } from '@crossdock/flows/document/flow';
import { inputNames } from '@crossdock/flows/graph/catalog';
import type { Operation } from '@crossdock/flows/operations/operation';
import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { type Editor, useEditor } from '../state/editor-context.tsx';
import { clipOf, pasteClip } from './clipboard.ts';
import { cancelGesture, endGesture, gesture } from './connect-gesture.ts';
import { type CanvasNode, namedOutputs } from './derive-canvas.ts';
import { edgeUnder } from './edge-under.ts';
import { type Places, settled } from './use-places.ts';

/** Dragging cards: a single loose step dropped on a wire is put in between, Alt leaves the original and drops a copy. */
export function useDragSteps(setPlaces: (change: (places: Places) => Places) => void) {
  const editor = useEditor();
  const { getNode } = useReactFlow<CanvasNode>();

  const onNodeDrag = useCallback(
    (event: MouseEvent | TouchEvent, _: CanvasNode, nodes: CanvasNode[]) => {
      if (gesture.getState().isCancelled) return;
      const [only] = nodes;
      const edge =
        nodes.length === 1 && only && 'clientX' in event && isInsertable(editor, only.id) ? edgeUnder(event.clientX, event.clientY) : null;
      if (edge !== gesture.getState().dropEdge) gesture.setState({ dropEdge: edge });
    },
    [editor],
  );

  const onNodeDragStop = useCallback(
    (event: MouseEvent | TouchEvent, _: CanvasNode, nodes: CanvasNode[]) => {
      const { dropEdge, isCancelled } = gesture.getState();
      endGesture();
      setPlaces(() => settled);
      if (isCancelled) return;
      const { flow } = editor.document.store.getState();
      const places = nodes.map(({ id }) => ({ id, position: getNode(id)?.position ?? { x: 0, y: 0 } }));
      if (event.altKey) return dropCopy(editor, places);
      const moves = movesOf(flow, places);
      const [only] = places;
      const wires = dropEdge && only ? wiresInto(editor, only.id, dropEdge) : [];
      if (moves.length + wires.length === 0) return;
      const title =
        wires.length > 0
          ? `Insert ${nameOf(flow, only?.id)}`
          : places.length === 1
            ? `Move ${nameOf(flow, only?.id)}`
            : `Move ${places.length} steps`;
      editor.document.change([...moves, ...wires], { title });
    },
    [editor, getNode, setPlaces],
  );

  const onNodeDragStart = useCallback(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      cancelGesture();
      setPlaces(() => settled);
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerup', () => document.removeEventListener('keydown', onKey, true), { once: true });
  }, [setPlaces]);

  return { onNodeDragStart, onNodeDrag, onNodeDragStop };
}

type Place = { readonly id: string; readonly position: { readonly x: number; readonly y: number } };

function movesOf(flow: Flow, places: readonly Place[]): Operation[] {
  const positions = new Map(flow.nodes.map((node) => [node.id, node.position]));
  const moved = places.filter(({ id, position }) => {
    const old = positions.get(id);
    return old !== undefined && (old.x !== position.x || old.y !== position.y);
  });
  const notes = places.filter(({ id }) => flow.notes.some((note) => note.id === id));
  return [
    ...(moved.length > 0 ? [{ op: 'move-nodes' as const, moves: moved.map(({ id, position }) => ({ node: id, to: position })) }] : []),
    ...notes.map(({ id, position }) => ({ op: 'move-note' as const, note: id, to: position })),
  ];
}

function dropCopy({ document, view }: Editor, places: readonly Place[]): void {
  const { flow } = document.store.getState();
  const clip = clipOf(
    flow,
    places.map((place) => place.id),
  );
  const at = new Map(places.map((place) => [place.id, place.position]));
  const dropped = {
    ...clip,
    nodes: clip.nodes.map((node) => ({ ...node, position: at.get(node.id) ?? node.position })),
    notes: clip.notes.map((note) => ({ ...note, position: at.get(note.id) ?? note.position })),
  };
  const { operations, added } = pasteClip(flow, dropped, { x: 0, y: 0 });
  document.change(operations, { title: added.length === 1 ? 'Copy a step' : `Copy ${added.length} steps` });
  view.setState({ selected: added });
}

/** A step without wires that has an input and an output. */
function isInsertable({ document, catalog }: Editor, id: string): boolean {
  const { flow } = document.store.getState();
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const descriptor = node && catalog.get(node.type, node.version);
  if (!node || !descriptor || flow.edges.some((edge) => edge.from.node === id || edge.to.node === id)) return false;
  return inputNames(descriptor).length > 0 && namedOutputs(descriptor, node.config).length > 0;
}

function wiresInto({ document, catalog }: Editor, id: string, key: string): Operation[] {
  const { flow } = document.store.getState();
  const edge = flow.edges.find((candidate) => edgeKey(candidate) === key);
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const descriptor = node && catalog.get(node.type, node.version);
  const input = descriptor && inputNames(descriptor)[0];
  const output = descriptor && namedOutputs(descriptor, node.config)[0]?.name;
  if (!edge || input === undefined || output === undefined) return [];
  return [
    { op: 'remove-edge', edge },
    { op: 'add-edge', edge: { from: edge.from, to: { node: id, port: input } } },
    { op: 'add-edge', edge: { from: { node: id, port: output }, to: edge.to } },
  ];
}

function nameOf(flow: Flow, id: string | undefined): string {
  return flow.nodes.find((node) => node.id === id)?.name ?? 'a note';
}
