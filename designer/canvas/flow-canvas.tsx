import { addBeside } from './add-beside.ts';
import '@xyflow/react/dist/base.css';
import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { type ReactFlowProps, useReactFlow } from '@xyflow/react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { runCommand } from '../commands/registry.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { canvasTexts } from '../texts/canvas.ts';
import { type Moved, tidy } from './arrange/arrange-actions.ts';
import { CanvasTools } from './canvas-tools.tsx';
import { calledBy } from './commands/subflow-commands.ts';
import { ContextMenu, type MenuPlace } from './context-menu.tsx';
import type { CanvasNode, RunOverlay, WireEdge } from './drawing.ts';
import { addNote } from './edit-actions.ts';
import { FindBar } from './find/find-bar.tsx';
import classes from './flow-canvas.module.css';
import { groupSelection } from './groups/group-actions.ts';
import { Notice, sayOnCanvas } from './notice.tsx';
import { useGlide } from './places.ts';
import { usePortFacts } from './ports/port-facts.ts';
import { RefusalTip } from './refusal-tip.tsx';
import { Stage } from './stage.tsx';
import { useCanvasClipboard } from './use-canvas-clipboard.ts';
import { useCanvasCommands } from './use-canvas-commands.ts';
import { useConnect } from './use-connect.ts';
import { useDragSteps } from './use-drag-steps.ts';
import { useDropType } from './use-drop-type.ts';
import { useFit } from './use-fit.ts';
import { useKeepInView } from './use-keep-in-view.ts';
import { useNodeChanges } from './use-node-changes.ts';
import { ZoomBar } from './zoom-bar.tsx';
import { useZoomLevel } from './zoom-level.ts';

type Props = {
  readonly flow: Flow;
  readonly problems: readonly Problem[];
  /** A run to show over the drawing; nothing can be edited then. */
  readonly run: RunOverlay | null;
  /** Floating bars and the palette, drawn over the canvas. */
  readonly children?: ReactNode;
};

/** The drawing of a flow, with all that can be done to it by pointer and keyboard. */
export function FlowCanvas({ flow, problems, run, children }: Props) {
  const editor = useEditor();
  const region = useRef<HTMLElement>(null);
  const { screenToFlowPosition } = useReactFlow<CanvasNode, WireEdge>();
  const glide = useGlide();
  const changes = useNodeChanges();
  const dragging = useDragSteps();
  const connecting = useConnect();
  const dropping = useDropType();
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const zoomLevel = useZoomLevel();
  const isOutlineOpen = useView((view) => view.isOutlineOpen);
  const isEditable = run === null && editor.may.edit;
  const fit = useFit(region, run === null);

  const tidyUp = () => {
    const { from, to } = tidy(editor);
    glide(from, to);
    if (editor.view.getState().selected.length > 1) return;
    requestAnimationFrame(() => fit(200));
  };
  const centre = () => {
    const box = region.current?.getBoundingClientRect();
    return screenToFlowPosition({ x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 3 });
  };
  useCanvasCommands({ isEditable, flow, tidyUp, glide: ({ from, to }: Moved) => glide(from, to), centre, fit, region });
  useCanvasClipboard({ isEditable, region, centre });
  useKeepInView(region, flow);
  usePortFacts(flow);

  const handlers = useMemo<ReactFlowProps<CanvasNode, WireEdge>>(() => {
    const { view } = editor;
    const openMenu = (event: MouseEvent | React.MouseEvent, on: MenuPlace['on']) => {
      event.preventDefault();
      region.current?.focus({ preventScroll: true });
      setMenu({ x: event.clientX, y: event.clientY, on });
    };
    return {
      ...changes,
      ...dragging,
      ...(isEditable ? connecting : {}),
      ...(view.getState().viewport === null && { onInit: () => fit(0) }),
      // While it moves the drawing is a picture of its own, which the browser shifts and scales without painting it anew.
      onMoveStart: () => region.current?.setAttribute('data-moving', ''),
      onMoveEnd: (_, viewport) => {
        region.current?.removeAttribute('data-moving');
        view.setState({ viewport });
      },
      onPaneClick: () => view.setState({ selected: [], selectedEdge: null, palette: null }),
      onNodeClick: (event, node) => {
        if (node.type === 'step' && !event.shiftKey && !event.ctrlKey && !event.metaKey) openNode(view, node.id);
      },
      onNodeDoubleClick: (_, node) => {
        if (node.type === 'step' && calledBy(node.data.node) !== null) runCommand('canvas.open-called');
      },
      ...(isEditable && {
        onNodeContextMenu: (event, node) => {
          if (!view.getState().selected.includes(node.id)) {
            const members = node.type === 'group' && !node.data.shape ? node.data.group.nodes : [];
            view.setState({ selected: [node.id, ...members], selectedEdge: null });
          }
          openMenu(event, node.type ?? 'step');
        },
        onEdgeContextMenu: (event, edge) => {
          view.setState({ selected: [], selectedEdge: edge.id });
          openMenu(event, 'wire');
        },
        onPaneContextMenu: (event) => {
          view.setState({ selected: [], selectedEdge: null });
          openMenu(event, 'canvas');
        },
        onSelectionContextMenu: (event) => openMenu(event, 'step'),
      }),
    };
  }, [editor, changes, dragging, connecting, isEditable, fit]);

  return (
    <section
      ref={region}
      className={classes.region}
      role="application"
      aria-roledescription="flow canvas"
      aria-label={`${flow.name}: ${flow.nodes.length} steps. Arrow keys walk along the wires, N adds a step, Control Shift O lists all steps.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is an application of its own, reached by Tab
      tabIndex={0}
      data-canvas-region
      data-zoom={zoomLevel}
      data-run={run !== null || undefined}
      onDragOver={isEditable ? dropping.onDragOver : undefined}
      onDrop={isEditable ? dropping.onDrop : undefined}
    >
      <Stage flow={flow} problems={problems} run={run} isOutlineOpen={isOutlineOpen} level={zoomLevel} handlers={handlers} />
      {isEditable && (
        <CanvasTools
          onAdd={() => addBeside(editor, editor.view.getState().selected.at(-1) ?? null, 'after')}
          onNote={() => addNote(editor, centre())}
          onGroup={() =>
            editor.view.getState().selected.length === 0 ? sayOnCanvas(canvasTexts.tools.groupFirst, 'info') : groupSelection(editor)
          }
          isOutlineOpen={isOutlineOpen}
          onOutline={() => editor.view.setState({ isOutlineOpen: !isOutlineOpen })}
        />
      )}
      <ZoomBar onFit={() => fit(200)} onTidy={isEditable ? tidyUp : undefined} />
      <ContextMenu at={menu} onClose={() => setMenu(null)} />
      <FindBar flow={flow} />
      {children}
      <Notice />
      <RefusalTip />
    </section>
  );
}
