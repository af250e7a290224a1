import { ViewportPortal } from '@xyflow/react';
import { useStore } from 'zustand';
import classes from './guide-lines.module.css';
import { guides } from './guides.ts';

/** The lines along which a dragged card stands with others. */
export function GuideLines() {
  const lines = useStore(guides, (state) => state.lines);
  if (lines.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={classes.lines} aria-hidden="true">
        {lines.map((line) => (
          <line key={`${line.x1} ${line.y1} ${line.x2} ${line.y2}`} {...line} />
        ))}
      </svg>
    </ViewportPortal>
  );
}
