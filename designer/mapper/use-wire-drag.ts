import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from 'react';
import { connectFields } from './connect-fields.ts';
import { type Mapper, useMapper } from './mapper-context.tsx';
import type { Side } from './mapper-state.ts';

/** A drag begins after so many pixels. */
const threshold = 4;
/** Near the upper and lower edge of a tree it scrolls, in pixels. */
const edge = 36;

/** Draws a line from a field to one of the other side with the pointer. Esc cancels. Give the result to the rows. */
export function useWireDrag(): (side: Side, path: string, event: ReactPointerEvent) => void {
  const mapper = useMapper();
  const latest = useRef<Mapper>(mapper);
  useEffect(() => {
    latest.current = mapper;
  });
  const end = useRef<() => void>(() => {});
  useEffect(() => () => end.current(), []);

  return useCallback((side, path, event) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    const { panes } = latest.current;
    let isDragging = false;
    let scrolling = 0;
    const other: Side = side === 'source' ? 'target' : 'source';

    const onMove = (move: PointerEvent) => {
      if (!isDragging && Math.hypot(move.clientX - start.x, move.clientY - start.y) < threshold) return;
      isDragging = true;
      document.body.dataset.wiring = '';
      panes.setState({ drag: { side, path, x: move.clientX, y: move.clientY, over: fieldUnder(other, move) } });
      cancelAnimationFrame(scrolling);
      scrollAtEdge(other, move);
    };
    const scrollAtEdge = (sideToScroll: Side, move: PointerEvent) => {
      const tree = document.querySelector<HTMLElement>(`[data-map-tree="${sideToScroll}"]`);
      const box = tree?.getBoundingClientRect();
      if (!tree || !box || move.clientX < box.left || move.clientX > box.right) return;
      const by = move.clientY < box.top + edge ? -8 : move.clientY > box.bottom - edge ? 8 : 0;
      if (by === 0) return;
      scrolling = requestAnimationFrame(() => {
        tree.scrollTop += by;
        scrollAtEdge(sideToScroll, move);
      });
    };
    const onUp = (up: PointerEvent) => {
      const over = isDragging ? fieldUnder(other, up) : null;
      stop();
      if (over !== null) connectFields(latest.current, side === 'source' ? path : over, side === 'source' ? over : path);
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopPropagation();
      stop();
    };
    const stop = () => {
      cancelAnimationFrame(scrolling);
      delete document.body.dataset.wiring;
      panes.setState({ drag: null });
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', stop);
      window.removeEventListener('keydown', onKey, true);
    };
    end.current();
    end.current = stop;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', stop);
    window.addEventListener('keydown', onKey, true);
  }, []);
}

function fieldUnder(side: Side, { clientX, clientY }: PointerEvent): string | null {
  const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>(`[data-map-side="${side}"]`);
  return row?.dataset.path ?? null;
}
