import { type ConnectionLineComponentProps, getBezierPath } from '@xyflow/react';
import type { CanvasNode } from './drawing.ts';
import classes from './wire-in-hand.module.css';

/** The wire that follows the pointer. */
export function WireInHand({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  connectionStatus,
}: ConnectionLineComponentProps<CanvasNode>) {
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    curvature: 0.35,
  });
  return (
    <g className={classes.wire} data-valid={connectionStatus === 'valid' || undefined}>
      <path d={path} />
      <circle cx={toX} cy={toY} r="4" />
    </g>
  );
}
