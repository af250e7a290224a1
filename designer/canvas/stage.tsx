import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { ConnectionMode, MiniMap, ReactFlow, type ReactFlowProps, SelectionMode } from '@xyflow/react';
import { memo, startTransition, useEffect, useState } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { GuideLines } from './arrange/guide-lines.tsx';
import { DetailContext, detailAt } from './detail.ts';
import { Dots } from './dots.tsx';
import type { CanvasNode, RunOverlay, WireEdge } from './drawing.ts';
import classes from './flow-canvas.module.css';
import { GroupCard } from './groups/group-card.tsx';
import { NoteCard } from './note-card.tsx';
import { OutlineList } from './outline-list.tsx';
import { StepCard } from './step-card.tsx';
import { useDrawing } from './use-drawing.ts';
import { useGivenSizes } from './use-given-sizes.ts';
import { Wire } from './wire.tsx';
import { WireInHand } from './wire-in-hand.tsx';
import { FarWires } from './wires/far-wires.tsx';
import { useNearWires } from './wires/use-near-wires.ts';
import type { ZoomLevel } from './zoom-level.ts';

const nodeTypes = { step: StepCard, note: NoteCard, group: GroupCard };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [8, 8];
const multiSelectionKeys = ['Shift', 'Control', 'Meta'];
const zoomKeys = ['Control', 'Meta'];
const panButtons = [1];
/** Above this many steps only those in view are drawn. */
const manySteps = 150;
/** Above this many nothing moves on wires. */
const manyLive = 100;

type Props = {
  readonly flow: Flow;
  readonly problems: readonly Problem[];
  readonly run: RunOverlay | null;
  readonly isOutlineOpen: boolean;
  readonly level: ZoomLevel;
  /** What is done with pointer gestures; must keep its identity, or everything is drawn anew. */
  readonly handlers: ReactFlowProps<CanvasNode, WireEdge>;
};

/** The drawing itself. It is the only part of the canvas that follows a drag frame by frame. */
export const Stage = memo(function Stage({ flow, problems, run, isOutlineOpen, level, handlers }: Props) {
  const editor = useEditor();
  const drawing = useDrawing({ flow, problems, run });
  const [viewport] = useState(() => editor.view.getState().viewport);
  const [hasMinimap] = usePreference('hasMinimap');
  // Cards change between near and far a few at a time, so that turning the wheel never waits for a thousand of them.
  const isBig = flow.nodes.length > manySteps;
  const [detail, setDetail] = useState(() => detailAt(level, isBig));
  useEffect(() => startTransition(() => setDetail(detailAt(level, isBig))), [level, isBig]);
  const { near, areAllNear } = useNearWires(drawing.edges, detail === 'block');
  useGivenSizes();
  const isEditable = run === null && editor.may.edit;
  const isLively = (level === 'cards' || level === 'near') && isFewLive(drawing.edges);
  return (
    <DetailContext value={detail}>
      <ReactFlow<CanvasNode, WireEdge>
        nodes={drawing.nodes as CanvasNode[]}
        edges={near as WireEdge[]}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...handlers}
        {...(viewport && { defaultViewport: viewport })}
        data-lively={isLively || undefined}
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
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect={false}
        onlyRenderVisibleElements={isBig}
      >
        <Dots />
        <GuideLines />
        {!areAllNear && <FarWires edges={drawing.edges} />}
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
      {isOutlineOpen && <OutlineList drawing={drawing} flow={flow} />}
    </DetailContext>
  );
});

function isFewLive(edges: readonly WireEdge[]): boolean {
  let live = 0;
  for (const edge of edges) if (edge.data?.state === 'live' && ++live >= manyLive) return false;
  return true;
}

function minimapColour(node: CanvasNode): string {
  if (node.type === 'note') return 'var(--border)';
  if (node.type === 'group') return node.data.shape ? 'var(--tile-routing-ink)' : 'color-mix(in srgb, var(--text-3) 18%, transparent)';
  if (node.data.run?.status === 'failed') return 'var(--bad-solid)';
  return `var(--tile-${node.data.descriptor?.tile ?? 'routing'}${node.data.descriptor?.tile === 'outside' ? '' : '-ink'})`;
}
