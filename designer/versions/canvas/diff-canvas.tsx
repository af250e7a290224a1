import '@xyflow/react/dist/base.css';
import { MiniMap, ReactFlow, useReactFlow } from '@xyflow/react';
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { shapeOf } from '../../canvas/derive-canvas.ts';
import { Dots } from '../../canvas/dots.tsx';
import type { CanvasNode, WireEdge } from '../../canvas/drawing.ts';
import { fitViewport } from '../../canvas/fit.ts';
import { ZoomBar } from '../../canvas/zoom-bar.tsx';
import { useZoomLevel } from '../../canvas/zoom-level.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { usePreference } from '../../state/preferences.ts';
import type { FlowDiff } from '../flow-diff.ts';
import classes from './diff-canvas.module.css';
import { DiffCard, DiffNote } from './diff-card.tsx';
import { DiffWire } from './diff-wire.tsx';
import { drawUnion, type Hidden, withSelection } from './draw-union.ts';
import { type Mark, unionFlow } from './union-flow.ts';

const nodeTypes = { step: DiffCard, note: DiffNote };
const edgeTypes = { wire: DiffWire };
const zoomKeys = ['Control', 'Meta'];
/** Above this many steps only those in view are drawn. */
const manySteps = 150;
/** Room for the zoom bar, in pixels. */
const below = 56;
/** Cards are read from this zoom on. */
const readable = 0.5;

type Props = {
  readonly diff: FlowDiff;
  readonly label: string;
  readonly hidden: Hidden;
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
  /** Counts up to show all changes, when it is asked for. */
  readonly fitAsked: number;
  readonly children?: ReactNode;
};

/** Two flows in one drawing, to be looked at: what came, what went, what is different. */
export function DiffCanvas({ diff, label, hidden, selected, onSelect, fitAsked, children }: Props) {
  const { catalog } = useEditor();
  const region = useRef<HTMLElement>(null);
  const { getNodes, getNodesBounds, getViewport, setViewport } = useReactFlow<CanvasNode, WireEdge>();
  const union = useMemo(() => unionFlow(diff, (node) => shapeOf(node, catalog)), [diff, catalog]);
  const plain = useMemo(() => drawUnion({ union, catalog, hidden }), [union, catalog, hidden]);
  const drawing = useMemo(() => withSelection(plain, selected), [plain, selected]);
  const zoomLevel = useZoomLevel();
  const [hasMinimap] = usePreference('hasMinimap');

  const fitTo = (nodes: readonly CanvasNode[], duration: number) => {
    const element = region.current;
    if (!element || nodes.length === 0) return;
    const size = { width: element.clientWidth, height: element.clientHeight };
    void setViewport(fitViewport(getNodesBounds([...nodes]), size, below), { duration });
  };
  const fitAll = (duration: number) => fitTo(getNodes(), duration);
  const fitChanges = useEffectEvent((duration: number) => {
    const marked = getNodes().filter((node) => isChange(node.data.mark as Mark | null, node.id, union.wires));
    fitTo(marked.length > 0 ? marked : getNodes(), duration);
  });
  /** All of it as long as it can be read at that size, else what differs. */
  const fitFirst = () => {
    const element = region.current;
    if (!element) return;
    const size = { width: element.clientWidth, height: element.clientHeight };
    if (fitViewport(getNodesBounds(getNodes()), size, below).zoom >= readable) fitAll(0);
    else fitChanges(0);
  };
  useEffect(() => {
    if (fitAsked > 0) fitChanges(200);
  }, [fitAsked]);

  const bring = useEffectEvent((key: string) => {
    const element = region.current;
    const ends = drawing.edges.find((edge) => edge.id === key);
    const ids = new Set(ends ? [ends.source, ends.target] : [key.replace(/^note:/, '')]);
    const nodes = getNodes().filter((node) => ids.has(node.id));
    if (!element || nodes.length === 0) return;
    const bounds = getNodesBounds(nodes);
    const { x, y, zoom } = getViewport();
    const box = {
      left: bounds.x * zoom + x,
      top: bounds.y * zoom + y,
      right: (bounds.x + bounds.width) * zoom + x,
      bottom: (bounds.y + bounds.height) * zoom + y,
    };
    const isSeen = box.left > 16 && box.top > 60 && box.right < element.clientWidth - 16 && box.bottom < element.clientHeight - 16;
    if (isSeen && zoom >= 0.5) return;
    const near = Math.max(zoom, 0.75);
    void setViewport(
      {
        x: element.clientWidth / 2 - (bounds.x + bounds.width / 2) * near,
        y: (element.clientHeight + 44) / 2 - (bounds.y + bounds.height / 2) * near,
        zoom: near,
      },
      { duration: 200 },
    );
  });
  useEffect(() => {
    if (selected !== null) bring(selected);
  }, [selected]);

  return (
    <section
      ref={region}
      className={classes.region}
      role="application"
      aria-roledescription="flow canvas"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is an application of its own, reached by Tab
      tabIndex={0}
      data-zoom={zoomLevel}
    >
      <ReactFlow<CanvasNode, WireEdge>
        nodes={drawing.nodes as CanvasNode[]}
        edges={drawing.edges as WireEdge[]}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodeClick={(_, node) => onSelect(node.type === 'note' ? `note:${node.id}` : node.id)}
        onEdgeClick={(_, edge) => onSelect(edge.id)}
        onPaneClick={() => onSelect(null)}
        onInit={fitFirst}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        zoomActivationKeyCode={zoomKeys}
        minZoom={0.1}
        maxZoom={2}
        elevateEdgesOnSelect={false}
        onlyRenderVisibleElements={drawing.nodes.length > manySteps}
      >
        <Dots />
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
      <ZoomBar onFit={() => fitAll(200)} />
      {children}
    </section>
  );
}

/** Whether a step is part of what differs: by itself, or as the end of a wire that came or went. */
function isChange(mark: Mark | null, id: string, wires: ReadonlyMap<string, unknown>): boolean {
  if (mark && mark.kind !== 'moved') return true;
  return [...wires.keys()].some((key) => key.startsWith(`${id}.`) || key.includes(`>${id}.`));
}

function minimapColour({ data }: CanvasNode): string {
  const mark = data.mark as Mark | null | undefined;
  if (mark?.kind === 'added') return 'var(--good-solid)';
  if (mark?.kind === 'removed') return 'var(--bad-solid)';
  return mark?.kind === 'changed' ? 'var(--accent-solid)' : 'var(--border-strong)';
}
