import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow } from '@crossdock/flows/document/flow';
import { inputNames } from '@crossdock/flows/graph/catalog';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { Operation } from '@crossdock/flows/operations/operation';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { type Editor, useEditor } from '../state/editor-context.tsx';
import { canvasTexts as texts } from '../texts/canvas.ts';
import { guides } from './arrange/guides.ts';
import { itemsOf, moveTo } from './arrange/items.ts';
import { clipOf, pasteClip } from './clip/clipboard.ts';
import { cancelGesture, endGesture, gesture } from './connect-gesture.ts';
import { shapeOf } from './derive-canvas.ts';
import type { CanvasNode } from './drawing.ts';
import { edgeUnder } from './edge-under.ts';
import { moveInto } from './groups/group-actions.ts';
import { groupIdOf } from './groups/group-ids.ts';
import { frameAround } from './groups/group-shape.ts';
import { namedOutputs } from './named-outputs.ts';
import { places as movingPlaces, settled } from './places.ts';
import { isInside } from './wires/geometry.ts';

/** Dragging cards: a single loose step dropped on a wire is put in between, Alt leaves the original and drops a copy. */
export function useDragSteps() {
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
      guides.setState({ lines: [] });
      movingPlaces.setState(settled);
      if (isCancelled) return;
      const { flow } = editor.document.store.getState();
      const places = nodes.map(({ id }) => ({ id, position: getNode(id)?.position ?? { x: 0, y: 0 } }));
      if (event.altKey) return dropCopy(editor, places);
      const isLoose = dropEdge === null && places.length === 1;
      const moves = [
        ...moveTo(flow, new Map(places.map((place) => [place.id, place.position]))),
        ...(isLoose ? joinGroup(editor, places[0]) : []),
      ];
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
    [editor, getNode],
  );

  const onNodeDragStart = useCallback(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      cancelGesture();
      guides.setState({ lines: [] });
      movingPlaces.setState(settled);
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerup', () => document.removeEventListener('keydown', onKey, true), { once: true });
  }, []);

  return useMemo(() => ({ onNodeDragStart, onNodeDrag, onNodeDragStop }), [onNodeDragStart, onNodeDrag, onNodeDragStop]);
}

/** A step dropped into the frame of a group joins it. */
function joinGroup({ document, catalog, view }: Editor, place: Place | undefined): Operation[] {
  const { flow } = document.store.getState();
  const node = flow.nodes.find((candidate) => candidate.id === place?.id);
  if (!node || !place) return [];
  const shape = shapeOf(node, catalog);
  const middle = { x: place.position.x + shape.width / 2, y: place.position.y + shape.height / 2 };
  const items = new Map(itemsOf(flow, catalog, view.getState().selected).map((item) => [item.id, item]));
  const group = flow.groups.find((candidate) => {
    if (candidate.nodes.includes(node.id)) return false;
    const frame = frameAround(candidate.nodes.flatMap((id) => items.get(id) ?? []));
    return frame !== null && isInside(middle, frame);
  });
  return group ? moveInto(flow, [node.id], group) : [];
}

type Place = { readonly id: string; readonly position: { readonly x: number; readonly y: number } };

function dropCopy({ document, view }: Editor, places: readonly Place[]): void {
  const { flow } = document.store.getState();
  // The flow as it would be had the originals moved: a copy of that is what falls where it was dropped.
  const moved = applyAll(flow, moveTo(flow, new Map(places.map((place) => [place.id, place.position])))).flow;
  const dropped = clipOf(
    moved,
    places.map((place) => place.id),
  );
  const { operations, added } = pasteClip(flow, dropped, { x: 0, y: 0 });
  document.change(operations, { title: added.length === 1 ? texts.copyAStep : texts.copySteps(added.length) });
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
  const group = id === undefined ? null : groupIdOf(id);
  return flow.nodes.find((node) => node.id === id)?.name ?? flow.groups.find((candidate) => candidate.id === group)?.title ?? 'a note';
}
