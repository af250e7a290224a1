import type { Flow } from '@crossdock/flows/document/flow';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { useEditor } from '../../state/editor-context.tsx';
import { gesture } from '../connect-gesture.ts';
import type { CanvasNode } from '../drawing.ts';
import { groupIdOf } from '../groups/group-ids.ts';
import type { Point } from '../layout.ts';
import { boxOver } from '../wires/geometry.ts';
import { guides, lineUp } from './guides.ts';
import { type Item, itemsOf } from './items.ts';

type Places = readonly (readonly [string, Point])[];

/** Moves what is dragged so far that it stands in line with something near, and shows the line. */
export function useInLine(): (places: Places) => Places {
  const { document, catalog, view } = useEditor();
  const { getNode } = useReactFlow<CanvasNode>();
  const around = useRef<{ flow: Flow; items: readonly Item[] } | null>(null);
  return useCallback(
    (places) => {
      const moving = new Map(places);
      const boxes = places.flatMap(([id, at]) => {
        const node = getNode(id);
        const isFrame = groupIdOf(id) !== null && node?.type === 'group' && !node.data.shape;
        return node && !isFrame ? [{ ...at, width: node.width ?? 0, height: node.height ?? 0 }] : [];
      });
      const box = boxOver(boxes);
      // A step on its way into a wire, or one that is being connected, follows the pointer alone.
      if (!box || gesture.getState().dropEdge !== null) {
        if (guides.getState().lines.length > 0) guides.setState({ lines: [] });
        return places;
      }
      const { flow } = document.store.getState();
      // The flow stays the same object as long as a drag goes on.
      if (around.current?.flow !== flow) around.current = { flow, items: itemsOf(flow, catalog, view.getState().selected) };
      const others = around.current.items.filter((item) => !moving.has(item.id));
      const { dx, dy, lines } = lineUp(box, others);
      if (lines.length > 0 || guides.getState().lines.length > 0) guides.setState({ lines });
      return dx === 0 && dy === 0 ? places : places.map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }] as const);
    },
    [document, catalog, view, getNode],
  );
}
