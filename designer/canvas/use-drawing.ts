import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useEditor, useView } from '../state/editor-context.tsx';
import { deriveCanvas } from './derive-canvas.ts';
import { type Drawing, emptyDrawing, type RunOverlay } from './drawing.ts';
import { find } from './find/find-store.ts';
import { places } from './places.ts';
import { routes } from './wires/routes.ts';

type Given = { readonly flow: Flow; readonly problems: readonly Problem[]; readonly run: RunOverlay | null };

/** The drawing of a flow; what did not change keeps its identity from one drawing to the next. */
export function useDrawing({ flow, problems, run }: Given): Drawing {
  const { catalog } = useEditor();
  const selected = useView((view) => view.selected);
  const selectedEdge = useView((view) => view.selectedEdge);
  // A step that was found shows itself, also out of a collapsed group.
  const reveals = useStore(find, (state) => state.current);
  const { at, sizes } = useStore(places);
  const previous = useRef(emptyDrawing);
  const drawing = useMemo(
    () => deriveCanvas({ flow, catalog, problems, run, selected, reveals, selectedEdge, places: at, sizes }, previous.current),
    [flow, catalog, problems, run, selected, reveals, selectedEdge, at, sizes],
  );
  // Before the browser paints: cards and the wires between them move in the same frame.
  useLayoutEffect(() => {
    previous.current = drawing;
    routes.setState({ byWire: drawing.routes });
  }, [drawing]);
  return drawing;
}
