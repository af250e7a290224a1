import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../kit/format.ts';
import { useEditor } from '../state/editor-context.tsx';
import { canvasTexts } from '../texts/canvas.ts';
import { gesture } from './connect-gesture.ts';
import { useDetail } from './detail.ts';
import type { WireEdge } from './drawing.ts';
import { openPalette } from './open-palette.ts';
import classes from './wire.module.css';
import { useRoute } from './wires/routes.ts';

/** A wire with the number of items that went over it, and a plus to put a step in between. */
export const Wire = memo(function Wire({ id, data, selected }: EdgeProps<WireEdge>) {
  const isDropTarget = useStore(gesture, (state) => state.dropEdge === id);
  const route = useRoute(id);
  const isFar = useDetail() !== 'whole';
  const [isOver, setIsOver] = useState(false);
  if (!route) return null;
  const items = data?.items ?? null;
  return (
    <g
      className={classes.wire}
      data-state={data?.state}
      data-error={data?.isError || undefined}
      data-undo={data?.isUndo || undefined}
      data-selected={selected || undefined}
      data-drop={isDropTarget || undefined}
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => setIsOver(false)}
    >
      <BaseEdge id={id} path={route.path} interactionWidth={isFar ? 0 : 20} className={classes.line ?? ''} />
      {items !== null && items > 0 && !isFar && <Count {...route.label} label={formatCount(items)} />}
      {items === null && (isOver || selected) && <Plus id={id} {...route.label} />}
    </g>
  );
});

function Plus({ id, x, y }: { id: string; x: number; y: number }) {
  const { view, may } = useEditor();
  if (!may.edit) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG holds no button element
    <g
      role="button"
      tabIndex={-1}
      aria-label={canvasTexts.insertHere}
      className={`${classes.plus} nopan`}
      transform={`translate(${x},${y})`}
      onClick={(event) => {
        event.stopPropagation();
        openPalette(view, event.currentTarget, { kind: 'edge', edge: id });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') openPalette(view, event.currentTarget, { kind: 'edge', edge: id });
      }}
    >
      <circle r="12" className={classes.plusArea} />
      <rect x="-9" y="-9" width="18" height="18" rx="5" className={classes.plusBox} />
      <path d="M-3.5 0h7M0 -3.5v7" className={classes.plusSign} />
    </g>
  );
}

function Count({ x, y, label }: { x: number; y: number; label: string }) {
  const width = 12 + label.length * 6.6;
  return (
    <g className={classes.count} transform={`translate(${x},${y})`}>
      <rect x={-width / 2} y="-9" width={width} height="18" rx="9" />
      <text dy="4" textAnchor="middle">
        {label}
      </text>
    </g>
  );
}
