import '@xyflow/react/dist/base.css';
import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { Background, BackgroundVariant, ConnectionMode, MiniMap, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react';
import { type ReactNode, useRef, useState } from 'react';
import { runCommand } from '../commands/registry.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { openNode } from '../state/view-store.ts';
import { type Moved, tidy } from './arrange/arrange-actions.ts';
import { GuideLines } from './arrange/guide-lines.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import { calledBy } from './commands/subflow-commands.ts';
import { ContextMenu, type MenuPlace } from './context-menu.tsx';
import type { CanvasNode, RunOverlay, WireEdge } from './derive-canvas.ts';
import { addNote } from './edit-actions.ts';
import { FindBar } from './find/find-bar.tsx';
import classes from './flow-canvas.module.css';
import { GroupCard } from './groups/group-card.tsx';
import { NoteCard } from './note-card.tsx';
import { Notice } from './notice.tsx';
import { openPalette } from './open-palette.ts';
import { OutlineList } from './outline-list.tsx';
import { usePortFacts } from './ports/port-facts.ts';
import { RefusalTip } from './refusal-tip.tsx';
import { StepCard } from './step-card.tsx';
import { useCanvasClipboard } from './use-canvas-clipboard.ts';
import { useCanvasCommands } from './use-canvas-commands.ts';
import { useConnect } from './use-connect.ts';
import { useDragSteps } from './use-drag-steps.ts';
import { useDrawing } from './use-drawing.ts';
import { useDropType } from './use-drop-type.ts';
import { useFit } from './use-fit.ts';
import { useKeepInView } from './use-keep-in-view.ts';
import { useNodeChanges } from './use-node-changes.ts';
import { usePlaces } from './use-places.ts';
import { Wire } from './wire.tsx';
import { WireInHand } from './wire-in-hand.tsx';
import { ZoomBar } from './zoom-bar.tsx';
import { useZoomLevel } from './zoom-level.ts';

const nodeTypes = { step: StepCard, note: NoteCard, group: GroupCard };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [8, 8];
const multiSelectionKeys = ['Shift', 'Control', 'Meta'];
const zoomKeys = ['Control', 'Meta'];
/** Above this many steps only those in view are drawn. */
const manySteps = 150;

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
  const { places, setPlaces, glide } = usePlaces();
  const drawing = useDrawing({ flow, problems, run, places });
  const changes = useNodeChanges(setPlaces);
  const dragging = useDragSteps(setPlaces);
  const connecting = useConnect();
  const dropping = useDropType();
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const zoomLevel = useZoomLevel();
  const [viewport] = useState(() => editor.view.getState().viewport);
  const [hasMinimap] = usePreference('hasMinimap');
  const isOutlineOpen = useView((view) => view.isOutlineOpen);
  const isEditable = run === null;
  const fit = useFit(region, isEditable);
  const liveWires = drawing.edges.filter((edge) => edge.data?.state === 'live').length;

  const tidyUp = () => {
    const { from, to } = tidy(editor);
    glide(from, to);
    if (editor.view.getState().selected.length > 1) return;
    requestAnimationFrame(() => fit(200));
  };
  const openMenu = (event: MouseEvent | React.MouseEvent, on: MenuPlace['on']) => {
    event.preventDefault();
    region.current?.focus({ preventScroll: true });
    setMenu({ x: event.clientX, y: event.clientY, on });
  };
  const centre = () => {
    const box = region.current?.getBoundingClientRect();
    return screenToFlowPosition({ x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 3 });
  };
  useCanvasCommands({ isEditable, flow, tidyUp, glide: ({ from, to }: Moved) => glide(from, to), centre, fit, region });
  useCanvasClipboard({ isEditable, region, centre });
  useKeepInView(region, flow);
  usePortFacts(flow);

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
      data-lively={((zoomLevel === 'cards' || zoomLevel === 'near') && liveWires < 100) || undefined}
      onDragOver={isEditable ? dropping.onDragOver : undefined}
      onDrop={isEditable ? dropping.onDrop : undefined}
    >
      <ReactFlow<CanvasNode, WireEdge>
        nodes={drawing.nodes as CanvasNode[]}
        edges={drawing.edges as WireEdge[]}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...changes}
        onNodeClick={(event, node) => {
          if (node.type === 'step' && !event.shiftKey && !event.ctrlKey && !event.metaKey) openNode(editor.view, node.id);
        }}
        onNodeDoubleClick={(_, node) => {
          if (node.type === 'step' && calledBy(node.data.node) !== null) runCommand('canvas.open-called');
        }}
        onNodeContextMenu={(event, node) => {
          if (!isEditable) return;
          if (!editor.view.getState().selected.includes(node.id)) {
            const members = node.type === 'group' && !node.data.shape ? node.data.group.nodes : [];
            editor.view.setState({ selected: [node.id, ...members], selectedEdge: null });
          }
          openMenu(event, node.type ?? 'step');
        }}
        onEdgeContextMenu={(event, edge) => {
          if (!isEditable) return;
          editor.view.setState({ selected: [], selectedEdge: edge.id });
          openMenu(event, 'wire');
        }}
        onPaneContextMenu={(event) => {
          if (!isEditable) return;
          editor.view.setState({ selected: [], selectedEdge: null });
          openMenu(event, 'canvas');
        }}
        onSelectionContextMenu={(event) => isEditable && openMenu(event, 'step')}
        onPaneClick={() => editor.view.setState({ selected: [], selectedEdge: null, palette: null })}
        {...dragging}
        {...(isEditable ? connecting : {})}
        connectionLineComponent={WireInHand}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={22}
        connectionDragThreshold={4}
        nodeDragThreshold={4}
        nodesDraggable={isEditable}
        nodesConnectable={isEditable}
        edgesReconnectable={isEditable}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        selectNodesOnDrag={false}
        multiSelectionKeyCode={multiSelectionKeys}
        panOnDrag={panButtons}
        panOnScroll
        zoomOnDoubleClick={false}
        zoomActivationKeyCode={zoomKeys}
        minZoom={0.1}
        maxZoom={2}
        snapToGrid
        snapGrid={snapGrid}
        {...(viewport ? { defaultViewport: viewport } : { onInit: () => fit(0) })}
        onMoveEnd={(_, next) => editor.view.setState({ viewport: next })}
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect={false}
        onlyRenderVisibleElements={flow.nodes.length > manySteps}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={2} color="var(--canvas-dot)" />
        <GuideLines />
        {hasMinimap && (
          <MiniMap<CanvasNode>
            className={classes.minimap ?? ''}
            pannable
            zoomable
            nodeColor={minimapColour}
            nodeBorderRadius={8}
            maskColor="color-mix(in srgb, var(--bg) 70%, transparent)"
          />
        )}
      </ReactFlow>
      {isEditable && (
        <CanvasTools
          onAdd={(beside) => openPalette(editor.view, beside, { kind: 'free' })}
          onNote={() => addNote(editor, centre())}
          isOutlineOpen={isOutlineOpen}
          onOutline={() => editor.view.setState({ isOutlineOpen: !isOutlineOpen })}
        />
      )}
      <ZoomBar onFit={() => fit(200)} onTidy={isEditable ? tidyUp : undefined} />
      <ContextMenu at={menu} onClose={() => setMenu(null)} />
      <FindBar flow={flow} />
      {isOutlineOpen && <OutlineList drawing={drawing} flow={flow} />}
      {children}
      <Notice />
      <RefusalTip />
    </section>
  );
}

const panButtons = [1];

function minimapColour(node: CanvasNode): string {
  if (node.type === 'note') return 'var(--border)';
  if (node.type === 'group') return node.data.shape ? 'var(--tile-routing-ink)' : 'color-mix(in srgb, var(--text-3) 18%, transparent)';
  if (node.data.run?.status === 'failed') return 'var(--bad-solid)';
  return `var(--tile-${node.data.descriptor?.tile ?? 'routing'}${node.data.descriptor?.tile === 'outside' ? '' : '-ink'})`;
}
