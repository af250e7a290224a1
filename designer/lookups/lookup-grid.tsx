// biome-ignore-all lint/a11y/useSemanticElements: a table of which only the rows in view exist cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its cells
import { counts, periodReader } from '@crossdock/nodes/library/effective-period';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useId, useMemo, useRef } from 'react';
import { at, extended, isWithin, rowsOf } from '../decision-table/selection.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import type { LookupColumn } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { columnWidths } from './column-widths.ts';
import classes from './lookup-grid.module.css';
import { problemText } from './problem-text.ts';
import { type CellEdit, type DraftRow, type RowProblem, stateOf, type TableDraft } from './table-draft.ts';
import { useGrid } from './use-grid.ts';

const texts = lookupTexts.table;
const rowHeight = 28;
const headHeight = 44;

type Props = {
  name: string;
  draft: TableDraft;
  /** Places of the rows in view; null: all. */
  view: readonly number[] | null;
  problems: ReadonlyMap<number, RowProblem>;
  onPut: (edits: readonly CellEdit[]) => void;
  onUndo: () => void;
  onRedo: () => void;
  /** Which of the rows `view` holds; another one puts the cursor on the first of them. */
  narrowedTo: string;
  /** Nothing begins to be edited that could not be saved. */
  isReadOnly: boolean;
  /** Ids of the rows that are selected. */
  onSelect: (ids: ReadonlySet<number>) => void;
};

/** The rows of a lookup as a spreadsheet: only those in view are drawn. The last line is blank; typing there makes a row. */
export function LookupGrid({ name, draft, view, narrowedTo, isReadOnly, problems, onPut, onUndo, onRedo, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { columns } = draft;
  const count = view?.length ?? draft.rows.length;
  const placeOf = (row: number) => (view ? (view[row] ?? draft.rows.length + row - view.length) : row);
  const rowAt = (row: number): DraftRow | undefined => draft.rows[placeOf(row)];
  const virtual = useVirtualizer({
    count: count + 1,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: headHeight,
    overscan: 12,
  });
  const grid = useGrid({
    rows: count + 1,
    columns: columns.length,
    textAt: (row, column) => rowAt(row)?.cells[column] ?? '',
    put: (edits) => onPut(edits.map((edit) => ({ ...edit, row: placeOf(edit.row) }))),
    undo: onUndo,
    redo: onRedo,
    scrollTo: (row) => virtual.scrollToIndex(row, { align: 'auto' }),
    isReadOnly,
  });
  const { range, selection, editing } = grid;
  const periodOf = useMemo(() => periodReader(draft), [draft]);
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const widths = useMemo(() => columnWidths(columns, draft.rows), [columns, draft.rows]);
  const template = `64px ${widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' ')}`;
  const minWidth = 64 + widths.reduce((sum, width) => sum + width, 0);

  const selectedIds = useMemo(() => {
    const rows: number[] = [];
    for (let row = range.top; row <= range.bottom; row++) {
      const found = draft.rows[view ? (view[row] ?? -1) : row];
      if (found) rows.push(found.id);
    }
    return rows.join();
  }, [range.top, range.bottom, view, draft.rows]);
  useEffect(() => {
    onSelect(new Set(selectedIds === '' ? [] : selectedIds.split(',').map(Number)));
  }, [selectedIds, onSelect]);
  // When a cell is no longer edited, the grid has the keys again.
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) scroller.current?.focus();
    wasEditing.current = editing !== null;
  }, [editing]);

  // Whoever narrows the rows to problems wants the first of them, and its words below the grid.
  const narrowed = useRef(narrowedTo);
  useEffect(() => {
    if (narrowed.current === narrowedTo) return;
    narrowed.current = narrowedTo;
    if (narrowedTo !== 'all') grid.select(at(0, selection.active.column));
  });

  function press(event: MouseEvent, row: number, column: number): void {
    if (event.button !== 0) return;
    const isSame = row === selection.active.row && column === selection.active.column;
    if (editing && isSame) return;
    if (column < 0)
      return grid.select(
        event.shiftKey
          ? rowsOf(selection.anchor.row, row, { rows: count + 1, columns: columns.length })
          : rowsOf(row, row, { rows: count + 1, columns: columns.length }),
      );
    grid.select(event.shiftKey ? extended(selection, { row, column }) : at(row, column));
  }

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={texts.grid(name)}
      aria-rowcount={count + 2}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={editing ? undefined : `${id}-${selection.active.row}-${selection.active.column}`}
      tabIndex={0}
      onKeyDown={grid.onKeyDown}
      onCopy={grid.onCopy}
      onCut={grid.onCopy}
      onPaste={grid.onPaste}
    >
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={classes.head}
        style={{ gridTemplateColumns: template, minWidth, height: headHeight }}
      >
        <span role="columnheader" className={classes.corner}>
          <span className="visually-hidden">{texts.rowHead}</span>
        </span>
        {columns.map((column, i) => (
          <ColumnHead key={column.name} column={column} isSelected={i >= range.left && i <= range.right} />
        ))}
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize(), minWidth }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rowAt(index);
          const problem = row && problems.get(row.id);
          const state = row ? stateOf(row) : 'blank';
          // A row that does not count now stands back.
          const isAsleep = periodOf !== undefined && row !== undefined && !counts(periodOf(row.cells), now);
          const isRowSelected = index >= range.top && index <= range.bottom;
          return (
            <div
              key={row?.id ?? `blank-${index}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              className={classes.row}
              data-state={state}
              data-asleep={isAsleep || undefined}
              style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <span
                role="rowheader"
                className={classes.number}
                data-selected={isRowSelected || undefined}
                onMouseDown={(event) => press(event, index, -1)}
                title={problem && row ? problemText(problem, columns) : undefined}
              >
                <RowMark row={row} problem={problem !== undefined} />
                <span className="number">{row ? placeOf(index) + 1 : '+'}</span>
              </span>
              {columns.map((column, i) => {
                const isActive = index === selection.active.row && i === selection.active.column;
                const text = row?.cells[i] ?? '';
                const isWrong = problem?.column === i;
                const before = row?.before?.[i];
                const isChanged = before !== undefined && before !== text;
                return (
                  <div
                    key={column.name}
                    id={`${id}-${index}-${i}`}
                    role="gridcell"
                    tabIndex={-1}
                    aria-colindex={i + 2}
                    aria-selected={isWithin(range, index, i)}
                    aria-invalid={isWrong || undefined}
                    className={classes.cell}
                    data-active={isActive || undefined}
                    data-selected={isWithin(range, index, i) || undefined}
                    data-key={column.isKey || undefined}
                    data-wrong={isWrong || undefined}
                    data-changed={isChanged || undefined}
                    data-align={column.type === 'number' ? 'right' : undefined}
                    title={isWrong && problem ? problemText(problem, columns) : isChanged ? texts.was(before) : undefined}
                    onMouseDown={(event) => press(event, index, i)}
                    onMouseEnter={(event) => {
                      if (event.buttons === 1 && !editing) grid.select(extended(selection, { row: index, column: i }));
                    }}
                    onDoubleClick={() => grid.begin()}
                  >
                    {isActive && editing ? (
                      <CellInput
                        label={column.name}
                        text={editing.text}
                        isWhole={editing.isWhole}
                        onCommit={grid.commit}
                        onCancel={grid.cancel}
                      />
                    ) : (
                      <span className={classes.text}>{text === '' && !row && i === 0 && count === 0 ? texts.newRow : text}</span>
                    )}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function ColumnHead({ column, isSelected }: { column: LookupColumn; isSelected: boolean }) {
  return (
    <span role="columnheader" className={classes.columnHead} data-selected={isSelected || undefined} data-key={column.isKey || undefined}>
      <span className={classes.columnName}>
        {column.isKey && <Glyph name="key" size={12} />}
        <span className="ellipsis">{column.name}</span>
      </span>
      <span className={classes.columnType}>
        {lookupTexts.columns.types[column.type]}
        {column.isKey && `, ${texts.key}`}
      </span>
    </span>
  );
}

function RowMark({ row, problem }: { row: DraftRow | undefined; problem: boolean }) {
  if (!row) return null;
  if (problem) return <Glyph name="alert-circle" size={12} />;
  const state = stateOf(row);
  if (state === 'same') return null;
  return <span className={classes.dot} data-state={state} role="img" aria-label={state === 'new' ? texts.rowNew : texts.rowChanged} />;
}

type InputProps = {
  label: string;
  text: string;
  /** The whole text is selected: it is edited, not replaced. */
  isWhole: boolean;
  onCommit: (text: string, then?: { by: 'row' | 'column'; back: boolean }) => void;
  onCancel: () => void;
};

function CellInput({ label, text, isWhole, onCommit, onCancel }: InputProps) {
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus();
    if (isWhole) input.current?.select();
  }, [isWhole]);
  const end = (then?: { by: 'row' | 'column'; back: boolean }) => {
    if (isDone.current) return;
    isDone.current = true;
    onCommit(input.current?.value ?? '', then);
  };
  return (
    <input
      ref={input}
      className={classes.input}
      aria-label={label}
      defaultValue={text}
      spellCheck={false}
      onBlur={() => end()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          isDone.current = true;
          onCancel();
        } else if (event.key === 'Enter') end({ by: 'row', back: event.shiftKey });
        else if (event.key === 'Tab') {
          event.preventDefault();
          end({ by: 'column', back: event.shiftKey });
        }
      }}
    />
  );
}
