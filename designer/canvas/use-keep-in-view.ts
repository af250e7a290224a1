import type { Flow } from '@crossdock/flows/document/flow';
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useEditor, useView } from '../state/editor-context.tsx';
import { shapeOf } from './derive-canvas.ts';

/** Distance kept from the edges; above and below lie the floating bars. */
const margin = { side: 32, top: 60, bottom: 72 };

/** Pans just so far that the selected step stays visible when it is chosen elsewhere or a panel grows over it. */
export function useKeepInView(region: RefObject<HTMLElement | null>, flow: Flow): void {
  const { catalog } = useEditor();
  const selected = useView((view) => (view.selected.length === 1 ? view.selected[0] : undefined));
  const { getViewport, setViewport } = useReactFlow();
  const node = flow.nodes.find((candidate) => candidate.id === selected);
  const id = node?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new selection or size of the region moves the view, an edit of the flow never does
  useEffect(() => {
    const element = region.current;
    const target = flow.nodes.find((candidate) => candidate.id === id);
    if (!element || !target) return;
    const shape = shapeOf(target, catalog);
    const bring = () => {
      const { x, y, zoom } = getViewport();
      const left = target.position.x * zoom + x;
      const top = target.position.y * zoom + y;
      const dx = overflow(left, left + shape.width * zoom, margin.side, element.clientWidth - margin.side);
      const dy = overflow(top, top + shape.height * zoom, margin.top, element.clientHeight - margin.bottom);
      if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 200 });
    };
    const observer = new ResizeObserver(bring);
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, region, catalog, getViewport, setViewport]);
}

/** How far to move so that the stretch lies between two bounds; its beginning counts more than its end. */
function overflow(from: number, to: number, least: number, most: number): number {
  if (from < least) return least - from;
  return to > most ? Math.max(most - to, least - from) : 0;
}
