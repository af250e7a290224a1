import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { useInLine } from './arrange/use-in-line.ts';
import { gesture } from './connect-gesture.ts';
import type { CanvasNode, WireEdge } from './drawing.ts';
import { places, settled } from './places.ts';

/** Takes React Flow's reports: selection goes to the view, places on the way stay with the canvas. */
export function useNodeChanges() {
  const { view } = useEditor();
  const inLine = useInLine();

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const chosen = changes.filter((change) => change.type === 'select');
      if (chosen.length > 0) {
        const selected = new Set(view.getState().selected);
        for (const { id, selected: isSelected } of chosen) isSelected ? selected.add(id) : selected.delete(id);
        view.setState({ selected: [...selected], ...(selected.size > 0 && { selectedEdge: null }) });
      }
      if (gesture.getState().isCancelled) return;
      const moved = changes.filter((change) => change.type === 'position' && change.position !== undefined);
      const sized = changes.filter((change) => change.type === 'dimensions' && change.resizing === true);
      if (moved.length === 0 && sized.length === 0) {
        if (changes.some((change) => change.type === 'dimensions' && change.resizing === false)) places.setState(settled);
        return;
      }
      const at = inLine(
        moved.flatMap((change) => (change.type === 'position' && change.position ? [[change.id, change.position] as const] : [])),
      );
      places.setState((before) => ({
        at: new Map([...before.at, ...at]),
        sizes: new Map([
          ...before.sizes,
          ...sized.flatMap((change) =>
            change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [],
          ),
        ]),
      }));
    },
    [view, inLine],
  );

  // A box around steps reports the wires among them too; a wire is chosen by a click on it alone.
  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) => {
      const { selectedEdge } = view.getState();
      if (changes.some((change) => change.type === 'select' && !change.selected && change.id === selectedEdge))
        view.setState({ selectedEdge: null });
    },
    [view],
  );
  const onEdgeClick = useCallback((_: unknown, edge: WireEdge) => view.setState({ selectedEdge: edge.id, selected: [] }), [view]);

  return useMemo(() => ({ onNodesChange, onEdgesChange, onEdgeClick }), [onNodesChange, onEdgesChange, onEdgeClick]);
}
