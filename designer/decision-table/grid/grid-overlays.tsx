import type { PointerEvent } from 'react';
import type { Range } from '../edit-table.ts';
import { rangeOf } from '../selection.ts';
import { numberWidth, rowHeight } from './column-widths.ts';
import classes from './grid.module.css';
import type { Grid } from './use-grid.ts';

type Props = {
  grid: Grid;
  offsets: readonly number[];
  dragTo: Range | null;
  rowDrop: number | null;
  width: number;
  onFillStart: (event: PointerEvent) => void;
};

/** What lies over the cells: the selection, the active cell, the fill handle, what was copied, where rows would go. */
export function GridOverlays({ grid, offsets, dragTo, rowDrop, width, onFillStart }: Props) {
  const box = ({ top, bottom, left, right }: Range) => ({
    left: numberWidth + (offsets[left] ?? 0),
    width: (offsets[right + 1] ?? 0) - (offsets[left] ?? 0),
    top: top * rowHeight,
    height: (bottom - top + 1) * rowHeight,
  });
  const range = rangeOf(grid.selection);
  const { row, column } = grid.selection.active;
  const isSingle = range.top === range.bottom && range.left === range.right;
  const isInHead = grid.headColumn !== null;
  const place = box(range);
  return (
    <div aria-hidden className={classes.overlays}>
      {!isInHead && !isSingle && <div className={classes.range} style={place} />}
      {!isInHead && <div className={classes.active} style={box({ top: row, bottom: row, left: column, right: column })} />}
      {!isInHead && !grid.editing && (
        <div
          className={classes.fillHandle}
          data-fill-handle
          style={{ left: place.left + place.width - 5, top: place.top + place.height - 5 }}
          onPointerDown={onFillStart}
        />
      )}
      {grid.copied && <div className={classes.copied} style={box(grid.copied)} />}
      {dragTo && <div className={classes.fillTo} style={box(dragTo)} />}
      {rowDrop !== null && <div className={classes.drop} style={{ top: rowDrop * rowHeight - 1, width }} />}
    </div>
  );
}
