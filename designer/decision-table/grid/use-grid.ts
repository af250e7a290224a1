import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import { faultOf, type NumberReading, readNumbers, tidyCell } from '../cell-input.ts';
import { readTsv, writeTsv } from '../clipboard-text.ts';
import { cleared, mapCells, mostRows, type Range, withBlock, withoutRows, withRowsInserted, withRowsMoved } from '../edit-table.ts';
import { copiedOn, filled } from '../fill-range.ts';
import {
  at,
  between,
  type Extent,
  extended,
  moved,
  type Place,
  rangeOf,
  rowsOf,
  type Selection,
  selectionWithin,
  stepped,
  wholeColumns,
} from '../selection.ts';
import { type Column, cellText, emptyText, newRow, type Table, withCellText } from '../table.ts';
import type { TableModel } from '../use-table.ts';
import { intentOf } from './grid-keys.ts';

export type Editing = {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Begun by typing: arrows leave the cell instead of moving the caret. */
  readonly isTyped: boolean;
};

/** What a paste did that a person should see. */
export type PasteNote = {
  readonly reading: NumberReading | null;
  readonly faults: number;
  readonly outside: number;
  /** Pastes again with the numbers read the other way. */
  readonly again: ((as: 'comma' | 'point') => void) | null;
};

export type Grid = ReturnType<typeof useGrid>;

type Given = {
  readonly model: TableModel;
  /** Rows of the table in view, in their order. */
  readonly view: readonly number[];
  /** Whether the order seen is that of the table: only then rows are moved, and the blank last row takes new ones. */
  readonly isWhole: boolean;
  readonly onFind?: (() => void) | undefined;
  readonly onLeave?: (() => void) | undefined;
};

/** What is selected and edited in the grid, and everything one can do there. Rows are places in view; the last one, while the view is whole, is blank. */
export function useGrid({ model, view, isWhole, onFind, onLeave }: Given) {
  const { table, columns } = model;
  const [chosen, setSelection] = useState<Selection>(() => at(0, 0));
  const [editing, setEditing] = useState<Editing | null>(null);
  const [headColumn, setHeadColumn] = useState<number | null>(null);
  const [copied, setCopied] = useState<Range | null>(null);
  const [note, setNote] = useState<PasteNote | null>(null);
  const page = useRef(20);

  const hasBlank = isWhole && table.rows.length < mostRows;
  const extent = useMemo<Extent>(
    () => ({ rows: Math.max(1, view.length + (hasBlank ? 1 : 0)), columns: columns.length }),
    [view.length, hasBlank, columns.length],
  );
  const selection = useMemo(() => selectionWithin(chosen, extent), [chosen, extent]);
  const range = useMemo(() => rangeOf(selection), [selection]);

  const rowAt = useCallback(
    (place: number) => (place < view.length ? (view[place] as number) : place - view.length + table.rows.length),
    [view, table.rows.length],
  );
  const textAt = (place: number, column: number): string => {
    const row = table.rows[rowAt(place)];
    const head = columns[column];
    return row && head ? cellText(row, head) : head ? emptyText(head) : '';
  };
  /** The rows of the table that are selected, the blank one left out. */
  const chosenRows = (): number[] => span(range.top, range.bottom).flatMap((place) => (place < view.length ? [rowAt(place)] : []));
  const placeName = (row: number, column: number) => texts.cellPlace(rowAt(row) + 1, columns[column]?.title ?? '');

  const select = (next: Selection) => {
    setHeadColumn(null);
    setSelection(next);
  };

  const change = (next: Table, title: string) => {
    model.change(next, title);
    setCopied(null);
  };

  /** Writes a cell; in the blank last row a new row. */
  const write = (row: number, column: number, given: string) => {
    const head = columns[column];
    if (!head) return;
    const text = tidyCell(given, head);
    if (text === textAt(row, column)) return;
    const at = rowAt(row);
    const old = table.rows[at] ?? newRow(table);
    const next = withCellText(old, head, text);
    change(
      { ...table, rows: at < table.rows.length ? table.rows.with(at, next) : [...table.rows, next] },
      texts.act.edit(model.node.name, placeName(row, column)),
    );
  };

  const commit = (then: 'stay' | { by: 'row' | 'column'; back: boolean } | 'up' | 'down' | 'left' | 'right') => {
    if (editing) write(editing.row, editing.column, editing.text);
    setEditing(null);
    if (then === 'stay') return;
    if (typeof then === 'object') setSelection(stepped(selection, then.by, then.back, { ...extent, rows: extent.rows + 1 }));
    else {
      const next = moved(selection.active, then, { ...extent, rows: extent.rows + 1 }, { isFilled: () => true, page: page.current });
      setSelection(at(next.row, next.column));
    }
  };

  const begin = (text?: string) => {
    const { row, column } = selection.active;
    const head = columns[column];
    if (!head) return;
    const there = textAt(row, column);
    // In a result `=` begins an expression.
    const typed = text === '=' && head.kind === 'result' ? '{{  }}' : text;
    setEditing({
      row,
      column,
      text: typed ?? (there === '-' && head.kind === 'condition' ? '' : there),
      isTyped: text !== undefined && typed === text,
    });
  };

  const onIntent = (intent: NonNullable<ReturnType<typeof intentOf>>) => {
    const isFilled = (row: number, column: number) => {
      const text = textAt(row, column);
      return text !== '' && text !== '-';
    };
    switch (intent.do) {
      case 'move': {
        if (headColumn !== null) return moveInHead(intent.move);
        const from = intent.extend ? selection.head : selection.active;
        if (intent.move === 'up' && from.row === 0 && !intent.extend) return setHeadColumn(from.column);
        const next = moved(from, intent.move, extent, { isFilled, page: page.current });
        return select(intent.extend ? extended(selection, next) : at(next.row, next.column));
      }
      case 'step': {
        if (headColumn !== null) return moveInHead(intent.by === 'row' ? (intent.back ? 'up' : 'down') : intent.back ? 'left' : 'right');
        return setSelection(stepped(selection, intent.by, intent.back, extent));
      }
      case 'type':
        return begin(intent.text);
      case 'edit':
        return begin();
      case 'clear':
        return change(clearedIn(range), texts.act.clear);
      case 'select':
        if (intent.what === 'all')
          return select(between({ row: 0, column: 0 }, { row: Math.max(0, view.length - 1), column: extent.columns - 1 }));
        return select(intent.what === 'rows' ? rowsOf(range.top, range.bottom, extent) : wholeColumns(range.left, range.right, extent));
      case 'fill':
        return change(copiedOn(table, range, intent.by, rowAt), texts.act.fill);
      case 'move-rows':
        return moveRows(intent.by);
      case 'insert-row':
        return insertRows('above');
      case 'delete-rows':
        return deleteRows();
      case 'find':
        return onFind?.();
      case 'leave':
        if (copied) return setCopied(null);
        return onLeave?.();
    }
  };

  const moveInHead = (move: string) => {
    const column = headColumn ?? 0;
    if (move === 'down') return select(at(0, column));
    if (move === 'left') setHeadColumn(Math.max(0, column - 1));
    if (move === 'right') setHeadColumn(Math.min(columns.length - 1, column + 1));
    if (move === 'home') setHeadColumn(0);
    if (move === 'end') setHeadColumn(columns.length - 1);
  };

  const clearedIn = (cells: Range): Table => {
    const rows = new Set(span(cells.top, cells.bottom).map(rowAt));
    const everything = { top: 0, bottom: table.rows.length - 1, left: cells.left, right: cells.right };
    return isWhole
      ? cleared(table, cells)
      : mapCells(table, everything, (text, row, c) => (rows.has(row) ? emptyText(columns[c] as Column) : text));
  };

  const insertRows = (where: 'above' | 'below', count = range.bottom - range.top + 1) => {
    const place = where === 'above' ? range.top : Math.min(range.bottom, view.length - 1) + 1;
    const before = place < view.length ? rowAt(place) : table.rows.length;
    change(
      withRowsInserted(
        table,
        before,
        Array.from({ length: count }, () => newRow(table)),
      ),
      texts.act.insertRows(count),
    );
    if (isWhole) setSelection(at(before, selection.active.column));
  };

  const deleteRows = () => {
    const rows = chosenRows();
    if (rows.length === 0) return;
    change(withoutRows(table, new Set(rows)), texts.act.deleteRows(rows.length));
    setSelection(at(range.top, selection.active.column));
  };

  const duplicateRows = () => {
    const rows = chosenRows();
    const last = rows.at(-1);
    if (last === undefined) return;
    change(
      withRowsInserted(
        table,
        last + 1,
        rows.flatMap((row) => table.rows[row] ?? []),
      ),
      texts.act.duplicateRows(rows.length),
    );
  };

  const moveRowsTo = (from: number, count: number, before: number) => {
    if (before >= from && before <= from + count) return;
    change(withRowsMoved(table, from, count, before), texts.act.moveRows(count));
    const start = before > from ? before - count : before;
    setSelection(rowsOf(start, start + count - 1, extent));
  };

  const moveRows = (by: 1 | -1) => {
    const last = Math.min(range.bottom, table.rows.length - 1);
    const count = last - range.top + 1;
    const to = range.top + by;
    if (!isWhole || count < 1 || to < 0 || last + by >= table.rows.length) return;
    change(withRowsMoved(table, range.top, count, by === 1 ? last + 2 : to), texts.act.moveRows(count));
    const shift = ({ row, column }: Place) => ({ row: row + by, column });
    setSelection({ active: shift(selection.active), anchor: shift(selection.anchor), head: shift(selection.head) });
  };

  const fillTo = (to: Range, isSeries: boolean) => {
    const rows = Math.min(mostRows, to.bottom + 1);
    const grown =
      isWhole && rows > table.rows.length
        ? { ...table, rows: [...table.rows, ...Array.from({ length: rows - table.rows.length }, () => newRow(table))] }
        : table;
    change(filled(grown, range, to, rowAt, isSeries), texts.act.fill);
    select(between({ row: to.top, column: to.left }, { row: to.bottom, column: to.right }));
  };

  const copyText = (): string =>
    writeTsv(
      span(range.top, Math.min(range.bottom, Math.max(range.top, view.length - 1))).map((row) =>
        span(range.left, range.right).map((column) => textAt(row, column)),
      ),
    );

  /** Puts text from the clipboard in at the selection. One cell fills all that is selected. */
  const paste = (text: string, as?: 'comma' | 'point') => {
    const raw = readTsv(text);
    const isOne = raw.length === 1 && raw[0]?.length === 1;
    const height = isOne ? range.bottom - range.top + 1 : raw.length;
    const width = isOne ? range.right - range.left + 1 : 0;
    const given = isOne ? Array.from({ length: height }, () => Array.from({ length: width }, () => raw[0]?.[0] ?? '')) : raw;
    const columnAt = (j: number) => columns[range.left + j];
    const { block, reading } = readNumbers(given, (j) => columnAt(j)?.type ?? 'text', as);
    const tidy = block.map((line) => line.map((cell, j) => tidyCell(cell, columnAt(j) ?? { kind: 'note', type: 'text' })));
    const before = model.table;
    const pasted = isWhole ? withBlock(before, { row: range.top, column: range.left }, tidy) : pastedInView(before, tidy);
    const faults = tidy.flatMap((line) =>
      line.filter((cell, j) => {
        const column = columnAt(j);
        return column ? faultOf(cell, column) !== null : false;
      }),
    ).length;
    change(pasted.table, texts.act.paste(tidy.length));
    select(
      between(
        { row: range.top, column: range.left },
        {
          row: range.top + tidy.length - 1,
          column: Math.min(columns.length - 1, range.left + Math.max(...tidy.map((line) => line.length)) - 1),
        },
      ),
    );
    const again = reading ? (other: 'comma' | 'point') => setPasteAgain({ text, as: other, range, before }) : null;
    setNote(reading || faults > 0 || pasted.cellsOutside > 0 ? { reading, faults, outside: pasted.cellsOutside, again } : null);
  };

  /** In a narrowed view a block goes into the rows that are seen, one after the other. */
  const pastedInView = (before: Table, block: readonly (readonly string[])[]) => {
    let next = before;
    let outside = 0;
    block.forEach((line, i) => {
      const place = range.top + i;
      if (place >= view.length) outside += line.length;
      else {
        const put = withBlock(next, { row: rowAt(place), column: range.left }, [line]);
        next = put.table;
        outside += put.cellsOutside;
      }
    });
    return { table: next, cellsOutside: outside };
  };

  const setPasteAgain = ({ text, as, range: where, before }: { text: string; as: 'comma' | 'point'; range: Range; before: Table }) => {
    const columnAt = (j: number) => columns[where.left + j];
    const { block } = readNumbers(readTsv(text), (j) => columnAt(j)?.type ?? 'text', as);
    const tidy = block.map((line) => line.map((cell, j) => tidyCell(cell, columnAt(j) ?? { kind: 'note', type: 'text' })));
    change(withBlock(before, { row: where.top, column: where.left }, tidy).table, texts.act.paste(tidy.length));
    setNote(null);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || event.defaultPrevented) return;
    // Begins a composition: the key goes into the cell.
    if (event.key === 'Process' || event.nativeEvent.isComposing) return begin('');
    const intent = intentOf(event);
    if (!intent) return;
    if (headColumn !== null && intent.do !== 'move' && intent.do !== 'step' && intent.do !== 'find' && intent.do !== 'leave') return;
    event.preventDefault();
    event.stopPropagation();
    onIntent(intent);
  };

  return {
    extent,
    hasBlank,
    selection,
    range,
    editing,
    headColumn,
    copied,
    note,
    page,
    rowAt,
    textAt,
    placeName,
    chosenRows,
    select,
    selectColumn: (column: number, isMore: boolean) => select(wholeColumns(isMore ? selection.anchor.column : column, column, extent)),
    setHeadColumn,
    setEditing,
    setNote,
    begin,
    write,
    commit,
    cancel: () => setEditing(null),
    onKeyDown,
    copyText,
    markCopied: () => setCopied(range),
    cut: () => change(clearedIn(range), texts.act.cut),
    paste,
    fillTo,
    insertRows,
    deleteRows,
    duplicateRows,
    moveRows,
    moveRowsTo,
  };
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
