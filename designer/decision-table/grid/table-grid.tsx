// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import { rangeOf } from '../selection.ts';
import type { TableModel } from '../use-table.ts';
import { CellEditor } from './cell-editor.tsx';
import { columnWidths, headHeight, hitsWidth, numberWidth, offsetsOf, rowHeight } from './column-widths.ts';
import { GapRows } from './gap-rows.tsx';
import classes from './grid.module.css';
import { GridHead, type HeadActs } from './grid-head.tsx';
import { GridOverlays } from './grid-overlays.tsx';
import { GridRow, type RowMarks } from './grid-row.tsx';
import type { Grid } from './use-grid.ts';
import { useGridPointer } from './use-grid-pointer.ts';

type Props = {
  model: TableModel;
  grid: Grid;
  view: readonly number[];
  /** Of a row of the table, from 0. */
  marksOf: (row: number) => RowMarks;
  /** Values on the samples by column, to complete cells with. */
  seen: readonly (readonly string[])[];
  hasHits: boolean;
  head: HeadActs;
  /** Cells of rows that would close gaps. */
  gaps: readonly (readonly string[])[];
  onCloseGap: (when: readonly string[]) => void;
  onRowMenu: (row: number, at: { x: number; y: number }) => void;
  hasFocus?: boolean;
  /** Stands in the grid where there are no rows. */
  children?: ReactNode;
};

/** The spreadsheet: head and row numbers stay, and only the cells in view are drawn. One place holds the focus and names the active cell. */
export function TableGrid(props: Props) {
  const { model, grid, view, marksOf, seen, hasHits, head, gaps, onCloseGap, onRowMenu, hasFocus = false } = props;
  const { table, columns } = model;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize<HTMLDivElement>();
  const merged = useMergedRef(scroller, size.ref);
  const room = Math.max(0, size.width - numberWidth - (hasHits ? hitsWidth : 0) - 2);
  const widths = useMemo(() => columnWidths(columns, table, room), [columns, table, room]);
  const offsets = useMemo(() => offsetsOf(widths), [widths]);
  const rows = useVirtualizer({
    count: view.length + (grid.hasBlank ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
  });
  const across = useVirtualizer({
    count: columns.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => widths[i] ?? 120,
    overscan: 2,
    scrollMargin: numberWidth,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the widths change
  useEffect(() => across.measure(), [widths, across]);
  const shown = across.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? columns.length - 1;
  const width = numberWidth + (offsets.at(-1) ?? 0) + (hasHits ? hitsWidth : 0);
  grid.page.current = Math.max(1, Math.floor((size.height - headHeight) / rowHeight) - 1);

  const pointer = useGridPointer({ grid, scroller, offsets, rowCount: grid.extent.rows });
  const frozen = numberWidth + (hasHits ? hitsWidth : 0);
  const { active, anchor, head: tip } = grid.selection;
  // Within a selection Tab and Enter lead on; else its moving corner does.
  const corner = active.row === anchor.row && active.column === anchor.column ? tip : active;
  const rowCount = grid.extent.rows;
  const inHead = grid.headColumn;

  // What the keys lead to is brought into view, beside the frozen head and numbers.
  useEffect(() => {
    const at = scroller.current;
    if (!at) return;
    const chosen = rangeOf({ active, anchor, head: tip });
    const isWholeRow = inHead === null && columns.length > 1 && chosen.left === 0 && chosen.right === columns.length - 1;
    const column = inHead ?? corner.column;
    const left = offsets[column] ?? 0;
    const right = offsets[column + 1] ?? left;
    // Of whole rows and columns no border is nearer than another.
    if (!isWholeRow) {
      if (left < at.scrollLeft) at.scrollLeft = left;
      else if (right + frozen > at.scrollLeft + at.clientWidth) at.scrollLeft = right + frozen - at.clientWidth;
    }
    const isWholeColumn = rowCount > 1 && chosen.top === 0 && chosen.bottom === rowCount - 1;
    if (inHead !== null || isWholeColumn) return;
    const top = corner.row * rowHeight;
    if (top < at.scrollTop) at.scrollTop = top;
    else if (top + rowHeight + headHeight > at.scrollTop + at.clientHeight) at.scrollTop = top + rowHeight + headHeight - at.clientHeight;
  }, [corner, active, anchor, tip, inHead, offsets, frozen, columns.length, rowCount]);

  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !grid.editing && document.activeElement === document.body) scroller.current?.focus();
    wasEditing.current = grid.editing !== null;
  }, [grid.editing]);
  useEffect(() => {
    if (hasFocus) scroller.current?.focus();
  }, [hasFocus]);

  const onCopy = (event: ClipboardEvent, isCut: boolean) => {
    if (grid.editing || event.target !== scroller.current) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', grid.copyText());
    if (isCut) grid.cut();
    else grid.markCopied();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (grid.editing || event.target !== scroller.current) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text !== '') grid.paste(text);
  };

  const range = rangeOf(grid.selection);
  const editingColumn = grid.editing && columns[grid.editing.column];
  return (
    <div
      ref={merged}
      className={classes.scroller}
      role="grid"
      aria-label={texts.grid(model.node.name)}
      aria-rowcount={view.length + 1 + (grid.hasBlank ? 1 : 0)}
      aria-colcount={columns.length + 1 + (hasHits ? 1 : 0)}
      aria-multiselectable
      aria-activedescendant={inHead === null ? `${id}-${active.row}-${active.column}` : `${id}-head-${inHead}`}
      tabIndex={0}
      onKeyDown={(event) => {
        if (inHead !== null && (event.key === 'Enter' || event.key === 'F2' || event.key === ' ')) {
          event.preventDefault();
          event.stopPropagation();
          head.onOpen(inHead);
          return;
        }
        if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
          event.preventDefault();
          const box = scroller.current?.getBoundingClientRect();
          onRowMenu(active.row, {
            x: (box?.left ?? 0) + numberWidth,
            y: (box?.top ?? 0) + headHeight + (active.row + 1) * rowHeight - (scroller.current?.scrollTop ?? 0),
          });
          return;
        }
        grid.onKeyDown(event);
      }}
      onCopy={(event) => onCopy(event, false)}
      onCut={(event) => onCopy(event, true)}
      onPaste={onPaste}
      onPointerDown={pointer.onPointerDown}
      onDoubleClick={pointer.onDoubleClick}
      onContextMenu={(event) => {
        const place = pointer.placeOf(event);
        if (!place) return;
        event.preventDefault();
        pointer.selectForMenu(place);
        onRowMenu(place.row, { x: event.clientX, y: event.clientY });
      }}
    >
      <GridHead
        id={id}
        columns={columns}
        offsets={offsets}
        width={width}
        active={inHead}
        left={range.left}
        right={range.right}
        first={first}
        last={last}
        hasHits={hasHits}
        acts={head}
      />
      <div className={classes.body} role="presentation" style={{ height: rows.getTotalSize() + gaps.length * rowHeight, width }}>
        {rows.getVirtualItems().map(({ index }) => {
          const at = grid.rowAt(index);
          const row = index < view.length ? (table.rows[at] ?? null) : null;
          return (
            <GridRow
              key={index}
              id={`${id}-${index}`}
              row={row}
              number={at + 1}
              ariaRow={index + 2}
              top={index * rowHeight}
              height={rowHeight}
              columns={columns}
              offsets={offsets}
              first={first}
              last={last}
              marks={row ? marksOf(at) : noMarks}
              hasHits={hasHits}
              isSelected={index >= range.top && index <= range.bottom}
            />
          );
        })}
        <GapRows
          gaps={gaps}
          top={(view.length + (grid.hasBlank ? 1 : 0)) * rowHeight}
          offsets={offsets}
          columns={columns}
          onClose={onCloseGap}
        />
        <GridOverlays
          grid={grid}
          offsets={offsets}
          dragTo={pointer.dragTo}
          rowDrop={pointer.rowDrop}
          onFillStart={pointer.onFillStart}
          width={width}
        />
        {grid.editing && editingColumn && (
          <CellEditor
            key={`${grid.editing.row} ${grid.editing.column}`}
            grid={grid}
            editing={grid.editing}
            column={editingColumn}
            table={table}
            seen={seen[grid.editing.column] ?? []}
            place={{
              left: numberWidth + (offsets[grid.editing.column] ?? 0),
              top: grid.editing.row * rowHeight,
              width: widths[grid.editing.column] ?? 120,
            }}
          />
        )}
      </div>
      {props.children}
    </div>
  );
}

const noMarks: RowMarks = { isOverlapping: false, isUnreachable: false, isFired: false, fails: null, hits: undefined, sentence: undefined };
