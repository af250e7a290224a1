import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { type FieldRow, type Rows, rowOf } from './field-rows.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { choose, type Side, setOpen } from './mapper-state.ts';
import { type RowActs, TreeRow } from './tree-row.tsx';
import { otherEnd, rowHeight } from './wires.ts';

type Props = {
  side: Side;
  label: string;
  rows: Rows;
  onGrab: (side: Side, path: string, event: PointerEvent) => void;
  /** Badges behind the name, and the value at the right. */
  renderRow: (row: FieldRow) => ReactNode;
  rowState?: (row: FieldRow) => string | undefined;
};

/** One side of the mapper: fields as an ARIA tree of which only the rows in view are drawn. */
export function FieldTree({ side, label, rows, onGrab, renderRow, rowState }: Props) {
  const { state, panes, placed } = useMapper();
  const treeId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const chosen = useMapperState((now) => now[side]);
  const over = useStore(panes, ({ drag }) => (drag && drag.side !== side ? drag.over : null));
  const grabbed = useStore(panes, ({ drag }) => (drag?.side === side ? drag.path : null));
  const virtual = useVirtualizer({
    count: rows.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const at = chosen === null ? -1 : (rows.at.get(chosen) ?? -1);

  // Before the picture is painted, so that no line is drawn at a wrong place first.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const tell = () => panes.setState({ [side]: { top: element.scrollTop, height: element.clientHeight } });
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    element.addEventListener('scroll', tell, { passive: true });
    tell();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', tell);
    };
  }, [panes, side]);

  const rowCount = rows.rows.length;
  useEffect(() => {
    const element = scroller.current;
    if (element && rowCount >= 0) panes.setState({ [side]: { top: element.scrollTop, height: element.clientHeight } });
  }, [rowCount, panes, side]);

  useEffect(() => {
    const element = scroller.current;
    if (at < 0 || !element) return;
    const top = at * rowHeight - element.scrollTop;
    const isNear = top > -2 * rowHeight && top < element.clientHeight + rowHeight;
    virtual.scrollToIndex(at, { align: isNear ? 'auto' : 'center' });
  }, [at, virtual]);

  const bring = useStore(panes, (now) => (now.bring?.side === side ? now.bring : null));
  useEffect(() => {
    const index = bring === null ? -1 : rowOf(rows, bring.path);
    if (index < 0) return;
    panes.setState({ bring: null });
    const element = scroller.current;
    const top = index * rowHeight;
    const isSeen = element !== null && top >= element.scrollTop && top + rowHeight <= element.scrollTop + element.clientHeight;
    if (!isSeen) virtual.scrollToIndex(index, { align: 'center' });
  }, [bring, rows, panes, virtual]);

  const pick = (path: string) => {
    choose(state, side, path);
    const other = otherEnd(placed, side, path);
    if (other !== null) panes.setState({ bring: { side: side === 'source' ? 'target' : 'source', path: other } });
  };
  const move = (index: number) => {
    const row = rows.rows[Math.max(0, Math.min(rows.rows.length - 1, index))];
    if (row) pick(row.field.path);
  };
  const toggle = (row: FieldRow) => {
    const open = new Set(state.getState().open[side] ?? []);
    if (!open.delete(row.field.path)) open.add(row.field.path);
    setOpen(state, side, open);
  };
  const latest = useRef({ pick, toggle });
  useEffect(() => {
    latest.current = { pick, toggle };
  });
  const acts = useMemo<RowActs>(() => ({ pick: (path) => latest.current.pick(path), toggle: (row) => latest.current.toggle(row) }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.rows[at];
    switch (event.key) {
      case 'ArrowDown':
        move(at + 1);
        break;
      case 'ArrowUp':
        move(at < 0 ? 0 : at - 1);
        break;
      case 'Home':
        move(0);
        break;
      case 'End':
        move(rows.rows.length - 1);
        break;
      case 'PageDown':
        move(at + 15);
        break;
      case 'PageUp':
        move(at - 15);
        break;
      case 'ArrowRight':
        if (row?.hasChildren && !row.isOpen) toggle(row);
        else if (row?.isOpen) move(at + 1);
        break;
      case 'ArrowLeft':
        if (row?.isOpen) toggle(row);
        else if (row) move(rows.rows.findLastIndex((other, index) => index < at && other.depth < row.depth));
        break;
      case ' ':
        if (row?.hasChildren) toggle(row);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      className={classes.tree}
      role="tree"
      aria-label={label}
      tabIndex={0}
      data-map-tree={side}
      aria-activedescendant={at >= 0 ? `${treeId}-${at}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && at < 0 && event.currentTarget.matches(':focus-visible')) move(0);
      }}
    >
      <div className={classes.treeBody} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows.rows[item.index];
          if (!row) return null;
          const { path } = row.field;
          return (
            <TreeRow
              key={path}
              id={`${treeId}-${item.index}`}
              side={side}
              row={row}
              top={item.start}
              state={rowState?.(row)}
              isChosen={path === chosen}
              isOver={path === over}
              isGrabbed={path === grabbed}
              acts={acts}
              onGrab={onGrab}
              renderRow={renderRow}
            />
          );
        })}
      </div>
    </div>
  );
}
