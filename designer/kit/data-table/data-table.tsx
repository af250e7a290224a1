// biome-ignore-all lint/a11y/useSemanticElements: a list of which only the rows in view exist cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its cells
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef } from 'react';
import { type Column, type Line, linesOf, rowAfter } from './column.ts';
import classes from './data-table.module.css';
import { useListKeys } from './use-list-keys.ts';

type Props<Row> = {
  /** For screen readers: "Runs". */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** 34, or 43 for two lines. */
  rowHeight?: number;
  /** Rows come in the order of their groups. */
  groupOf?: (row: Row) => string;
  selectedId: string | null;
  /** Moving with the keys, and a click unless `opensOnClick`. */
  onSelect: (row: Row) => void;
  /** Enter or a double click. */
  onOpen: (row: Row) => void;
  opensOnClick?: boolean;
  /** Called when the last rows come into view. */
  onEndReached?: () => void;
  /** Old rows stay, at 60 %, while others are loaded. */
  isDimmed?: boolean;
  /** Below this width in pixels the table scrolls sideways. */
  minWidth?: number;
};

const headHeight = 32;
const groupHeight = 34;

/** A table of any length: only rows in view are drawn. `J K` and arrows move, Enter opens. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowId, rowHeight = 34, groupOf, selectedId, onSelect, onOpen, opensOnClick, onEndReached } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const tableId = useId();
  const lines = useMemo(() => linesOf(rows, rowId, groupOf), [rows, rowId, groupOf]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? groupHeight : rowHeight),
    getItemKey: (index) => lines[index]?.id ?? index,
    scrollMargin: 0,
    scrollPaddingStart: headHeight,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const template = columns.map((column) => column.width).join(' ');

  useListKeys(scroller, true, (key) => {
    if (key === 'open') {
      const selected = lines.find((line) => line.id === selectedId);
      if (selected?.kind === 'row') onOpen(selected.row);
      return;
    }
    const next = rowAfter(lines, selectedId, key.move);
    if (!next) return;
    onSelect(next.row);
    virtual.scrollToIndex(lines.indexOf(next));
  });

  const last = shown.at(-1)?.index ?? 0;
  const isAtEnd = lines.length > 0 && last >= lines.length - 15;
  useEffect(() => {
    if (isAtEnd) onEndReached?.();
  }, [isAtEnd, onEndReached]);

  const isSelectedShown = shown.some((item) => lines[item.index]?.id === selectedId);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={isSelectedShown ? `${tableId}-${selectedId}` : undefined}
      tabIndex={0}
    >
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={classes.head}
        style={{ gridTemplateColumns: template, minWidth: props.minWidth, height: headHeight }}
      >
        {columns.map((column) => (
          <span key={column.id} role="columnheader" data-align={column.align}>
            {column.isTitleHidden ? <span className="visually-hidden">{column.title}</span> : (column.head ?? column.title)}
          </span>
        ))}
      </div>
      <div
        role="rowgroup"
        className={classes.body}
        data-dimmed={props.isDimmed || undefined}
        style={{ height: virtual.getTotalSize(), minWidth: props.minWidth }}
      >
        {shown.map((item) => {
          const line = lines[item.index] as Line<Row>;
          const place = { height: item.size, transform: `translateY(${item.start}px)` };
          if (line.kind === 'group') {
            return (
              <div key={line.id} role="row" tabIndex={-1} aria-rowindex={item.index + 2} className={classes.group} style={place}>
                <span role="gridcell" tabIndex={-1} aria-colspan={columns.length}>
                  {line.title}
                </span>
              </div>
            );
          }
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list as a whole
            <div
              key={line.id}
              id={`${tableId}-${line.id}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={line.id === selectedId}
              className={classes.row}
              style={{ ...place, gridTemplateColumns: template }}
              onClick={() => (opensOnClick ? onOpen(line.row) : onSelect(line.row))}
              onDoubleClick={() => onOpen(line.row)}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" tabIndex={-1} data-align={column.align} className={classes.cell}>
                  {column.render(line.row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
