import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Range } from '../edit-table.ts';
import { at, extended, isWithin, type Place, rangeOf, rowsOf, wholeColumns } from '../selection.ts';
import { headHeight, numberWidth, rowHeight } from './column-widths.ts';
import type { Grid } from './use-grid.ts';

type Given = { grid: Grid; scroller: RefObject<HTMLDivElement | null>; offsets: readonly number[]; rowCount: number };
type Drag = 'cells' | 'rows' | 'columns' | 'fill' | 'move-rows';

/** Selecting, filling and moving rows with the pointer. Near the border of the grid it scrolls on. */
export function useGridPointer({ grid, scroller, offsets, rowCount }: Given) {
  /** What the fill handle was drawn to. */
  const [dragTo, setDragTo] = useState<Range | null>(null);
  /** Before which row in view the moved rows would stand. */
  const [rowDrop, setRowDrop] = useState<number | null>(null);
  const latest = useRef({ grid, offsets, rowCount });
  latest.current = { grid, offsets, rowCount };

  const coordinates = (event: { clientX: number; clientY: number }) => {
    const box = scroller.current?.getBoundingClientRect();
    const x = event.clientX - (box?.left ?? 0);
    const y = event.clientY - (box?.top ?? 0);
    return { x, y, inHead: y < headHeight, inNumbers: x < numberWidth, scroll: scroller.current };
  };

  const nearest = (event: { clientX: number; clientY: number }): Place => {
    const { x, y, scroll } = coordinates(event);
    const left = x - numberWidth + (scroll?.scrollLeft ?? 0);
    const row = Math.floor((y - headHeight + (scroll?.scrollTop ?? 0)) / rowHeight);
    const column = latest.current.offsets.findIndex((offset, i) => i > 0 && left < offset) - 1;
    const columns = latest.current.offsets.length - 1;
    return { row: Math.max(0, Math.min(latest.current.rowCount - 1, row)), column: column < 0 ? (left < 0 ? 0 : columns - 1) : column };
  };

  /** The cell under the pointer; null: it is not over one. */
  const placeOf = (event: MouseEvent): Place | null => {
    if (event.target instanceof Element && event.target.closest('button, textarea, [role="option"]')) return null;
    const { x, y, inHead, scroll } = coordinates(event);
    const row = Math.floor((y - headHeight + (scroll?.scrollTop ?? 0)) / rowHeight);
    if (!scroll || inHead || x > scroll.clientWidth || y > scroll.clientHeight || row >= rowCount) return null;
    return nearest(event);
  };

  const follow = (kind: Drag, from: Place) => {
    let last: { clientX: number; clientY: number } | null = null;
    let isSeries = false;
    let fill: Range | null = null;
    let drop: number | null = null;
    const update = (event: { clientX: number; clientY: number }) => {
      const place = nearest(event);
      const { grid: now } = latest.current;
      const range = rangeOf(now.selection);
      if (kind === 'cells') now.select(extended(at(from.row, from.column), place));
      if (kind === 'rows') now.select(rowsOf(from.row, place.row, now.extent));
      if (kind === 'columns') now.select(wholeColumns(from.column, place.column, now.extent));
      if (kind === 'fill') {
        fill = drawnOut(range, place);
        setDragTo(fill);
      }
      if (kind === 'move-rows') {
        const { y, scroll } = coordinates(event);
        drop = Math.max(
          0,
          Math.min(latest.current.rowCount - (now.hasBlank ? 1 : 0), Math.round((y - headHeight + (scroll?.scrollTop ?? 0)) / rowHeight)),
        );
        setRowDrop(drop);
      }
    };
    const timer = setInterval(() => {
      const box = scroller.current?.getBoundingClientRect();
      if (!last || !box || !scroller.current) return;
      const dy = last.clientY > box.bottom - 16 ? 1 : last.clientY < box.top + headHeight ? -1 : 0;
      const dx = last.clientX > box.right - 16 ? 1 : last.clientX < box.left + numberWidth ? -1 : 0;
      if (dx === 0 && dy === 0) return;
      scroller.current.scrollBy(dx * 24, kind === 'columns' ? 0 : dy * 24);
      update(last);
    }, 40);
    const onMove = (event: globalThis.PointerEvent) => {
      last = event;
      isSeries = event.ctrlKey;
      update(event);
    };
    const stop = (isDone: boolean) => {
      clearInterval(timer);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('keydown', onKey, true);
      setDragTo(null);
      setRowDrop(null);
      const { grid: now } = latest.current;
      if (isDone && fill) now.fillTo(fill, isSeries);
      if (isDone && drop !== null) {
        const range = rangeOf(now.selection);
        now.moveRowsTo(range.top, Math.min(range.bottom, latest.current.rowCount - 1 - (now.hasBlank ? 1 : 0)) - range.top + 1, drop);
      }
    };
    const onUp = () => stop(true);
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      stop(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('keydown', onKey, true);
  };

  const onPointerDown = (event: PointerEvent) => {
    if (
      event.button !== 0 ||
      (event.target instanceof Element && event.target.closest('button, textarea, [role="option"], [role="columnheader"]'))
    )
      return;
    const { inHead, inNumbers } = coordinates(event);
    if (inHead) return;
    const place = placeOf(event);
    if (!place) return;
    if (grid.editing) grid.commit('stay');
    scroller.current?.focus();
    const isRow = inNumbers;
    if (isRow) {
      const range = rangeOf(grid.selection);
      const isWholeRow = range.left === 0 && range.right === offsets.length - 2;
      if (isWholeRow && isWithin(range, place.row, 0) && !event.shiftKey && grid.textAt(place.row, 0) !== undefined)
        return follow('move-rows', place);
      grid.select(event.shiftKey ? rowsOf(grid.selection.anchor.row, place.row, grid.extent) : rowsOf(place.row, place.row, grid.extent));
      return follow('rows', event.shiftKey ? grid.selection.anchor : place);
    }
    grid.select(event.shiftKey ? extended(grid.selection, place) : at(place.row, place.column));
    follow('cells', event.shiftKey ? grid.selection.anchor : place);
  };

  return {
    dragTo,
    rowDrop,
    placeOf,
    onPointerDown,
    onFillStart: (event: PointerEvent) => {
      event.stopPropagation();
      event.preventDefault();
      follow('fill', grid.selection.active);
    },
    onDoubleClick: (event: MouseEvent) => {
      const { inHead, inNumbers } = coordinates(event);
      if (inHead || inNumbers || !placeOf(event)) return;
      grid.begin();
    },
    selectForMenu: (place: Place) => {
      if (!isWithin(rangeOf(grid.selection), place.row, place.column)) grid.select(rowsOf(place.row, place.row, grid.extent));
    },
  };
}

/** The source range drawn out to a cell: in the direction in which it lies further away. */
function drawnOut(range: Range, { row, column }: Place): Range | null {
  const down = Math.max(0, row - range.bottom);
  const up = Math.max(0, range.top - row);
  const right = Math.max(0, column - range.right);
  const left = Math.max(0, range.left - column);
  const most = Math.max(down, up, right, left);
  if (most === 0) return null;
  if (most === down) return { ...range, bottom: row };
  if (most === up) return { ...range, top: row };
  return most === right ? { ...range, right: column } : { ...range, left: column };
}
