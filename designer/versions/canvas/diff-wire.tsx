import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import type { WireEdge } from '../../canvas/drawing.ts';
import classes from './diff-canvas.module.css';

/** A wire that is there, came, or went. */
export const DiffWire = memo(function DiffWire(props: EdgeProps<WireEdge>) {
  const [path, x, y] = getBezierPath({ ...props, curvature: 0.35 });
  const mark = (props.data?.mark ?? null) as 'added' | 'removed' | null;
  return (
    <g
      className={classes.wire}
      data-mark={mark ?? undefined}
      data-selected={props.selected || undefined}
      data-error={props.data?.isError || undefined}
    >
      <BaseEdge id={props.id} path={path} interactionWidth={20} className={classes.line ?? ''} />
      {mark && (
        <g className={classes.sign} transform={`translate(${x},${y})`}>
          <circle r="8" />
          <path d={mark === 'added' ? 'M-3.5 0h7M0 -3.5v7' : 'M-3.5 0h7'} />
        </g>
      )}
    </g>
  );
});
