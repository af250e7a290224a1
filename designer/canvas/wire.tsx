import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../kit/format.ts';
import { useEditor } from '../state/editor-context.tsx';
import { gesture } from './connect-gesture.ts';
import type { WireEdge } from './derive-canvas.ts';
import { openPalette } from './open-palette.ts';
import classes from './wire.module.css';

/** A wire with the number of items that went over it, and a plus to put a step in between. */
export const Wire = memo(function Wire(props: EdgeProps<WireEdge>) {
  const { id, data, selected } = props;
  const { view } = useEditor();
  const isDropTarget = useStore(gesture, (state) => state.dropEdge === id);
  const route = data?.route;
  if (!route) return null;
  const {
    path,
    label: { x, y },
  } = route;
  const items = data?.items ?? null;
  const label = items === null ? '' : formatCount(items);
  return (
    <g
      className={classes.wire}
      data-state={data?.state}
      data-error={data?.isError || undefined}
      data-undo={data?.isUndo || undefined}
      data-selected={selected || undefined}
      data-drop={isDropTarget || undefined}
    >
      <BaseEdge id={id} path={path} interactionWidth={20} className={classes.line ?? ''} />
      {items !== null && items > 0 && <Count x={x} y={y} label={label} />}
      {items === null && (
        // biome-ignore lint/a11y/useSemanticElements: an SVG holds no button element
        <g
          role="button"
          tabIndex={-1}
          aria-label="Insert a step here"
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
      )}
    </g>
  );
});

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
