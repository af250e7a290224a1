import { edgeKey } from '@crossdock/flows/document/edge-key';
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useCallback } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { canvasTexts as texts } from '../texts/canvas.ts';
import { endGesture, gesture } from './connect-gesture.ts';
import { edgeUnder } from './edge-under.ts';
import { addStep, type Link, makeStep } from './new-step.ts';

/** What a row of the palette carries while it is dragged: `type@version`. */
export const dragFormat = 'application/x-crossdock-node-type';

/** Dropping a node type from the palette: on a wire it is put in between, else it stands where it fell. */
export function useDropType() {
  const { document, catalog, view } = useEditor();
  const { screenToFlowPosition } = useReactFlow();

  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragFormat)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const dropEdge = edgeUnder(event.clientX, event.clientY);
    if (dropEdge !== gesture.getState().dropEdge) gesture.setState({ dropEdge });
  }, []);

  const onDrop = useCallback(
    (event: DragEvent) => {
      const [type = '', version] = event.dataTransfer.getData(dragFormat).split('@');
      const descriptor = catalog.get(type, Number(version));
      const { dropEdge } = gesture.getState();
      endGesture();
      if (!descriptor) return;
      event.preventDefault();
      const { flow } = document.store.getState();
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const node = makeStep({ flow }, descriptor, { x: at.x - 64, y: at.y - 41 });
      const edge = flow.edges.find((candidate) => edgeKey(candidate) === dropEdge);
      const link: Link = edge ? { kind: 'edge', edge } : { kind: 'free' };
      document.change(addStep({ flow, catalog }, node, link), { title: texts.add(node.name) });
      openNode(view, node.id);
    },
    [document, catalog, view, screenToFlowPosition],
  );

  return { onDragOver, onDrop };
}
