import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { readTsv, writeTsv } from '../decision-table/clipboard-text.ts';
import {
  at,
  extended,
  type Move,
  moved,
  type Place,
  rangeOf,
  rowsOf,
  type Selection,
  selectionWithin,
  stepped,
} from '../decision-table/selection.ts';
import type { CellEdit } from './table-draft.ts';

/** What the grid shows: texts by place in view. The last row is blank and becomes real when something is put there. */
export type GridCells = {
  readonly rows: number;
  readonly columns: number;
  readonly textAt: (row: number, column: number) => string;
};

type Given = GridCells & {
  readonly put: (edits: readonly CellEdit[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly scrollTo: (row: number) => void;
  readonly isReadOnly: boolean;
};

export type Editing = { readonly text: string; readonly isWhole: boolean };

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
};
const farMoves: Readonly<Record<string, Move>> = {
  ArrowUp: 'edge-up',
  ArrowDown: 'edge-down',
  ArrowLeft: 'edge-left',
  ArrowRight: 'edge-right',
  Home: 'first',
  End: 'last',
};
const page = 20;

/** Selection, keys and clipboard of the grid, as a spreadsheet has them. */
export function useGrid({ rows, columns, textAt, put, undo, redo, scrollTo, isReadOnly }: Given) {
  const [chosen, setSelection] = useState<Selection>(at(0, 0));
  const [editing, setEditing] = useState<Editing | null>(null);
  const extent = { rows, columns };
  const selection = selectionWithin(chosen, extent);
  const range = rangeOf(selection);
  const { active } = selection;

  function select(next: Selection): void {
    setSelection(next);
    scrollTo(next.head.row);
  }

  function begin(text?: string): void {
    if (isReadOnly) return;
    setEditing({ text: text ?? textAt(active.row, active.column), isWhole: text === undefined });
  }

  function commit(text: string, then?: { by: 'row' | 'column'; back: boolean }): void {
    setEditing(null);
    if (text !== textAt(active.row, active.column)) put([{ ...active, text }]);
    // What was just put into the blank row has made another blank one below it.
    if (then) select(stepped(selection, then.by, then.back, { rows: rows + 1, columns }));
  }

  function fill(text: (place: Place) => string): void {
    const edits: CellEdit[] = [];
    for (let row = range.top; row <= range.bottom; row++)
      for (let column = range.left; column <= range.right; column++) {
        const next = text({ row, column });
        if (next !== textAt(row, column)) edits.push({ row, column, text: next });
      }
    put(edits);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (editing || event.defaultPrevented) return;
    const isMod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const move = isMod ? farMoves[event.key] : moves[event.key];
    if (move && !event.altKey) {
      handled();
      const from = event.shiftKey ? selection.head : active;
      const to = moved(from, move, extent, { isFilled: (row, column) => textAt(row, column) !== '', page });
      return select(event.shiftKey ? extended(selection, to) : at(to.row, to.column));
    }
    if (event.key === 'Tab') {
      const next = stepped(selection, 'column', event.shiftKey, extent);
      // At either end the focus leaves the grid.
      if (next === selection) return;
      handled();
      return select(next);
    }
    if (isMod && key === 'a') {
      handled();
      return setSelection(rowsOf(0, rows - 1, extent));
    }
    if (isMod && key === 'z') {
      handled();
      return event.shiftKey ? redo() : undo();
    }
    if (isMod && key === 'y') {
      handled();
      return redo();
    }
    if (isMod && key === 'd') {
      handled();
      const from = range.top === range.bottom ? Math.max(0, range.top - 1) : range.top;
      return fill(({ column }) => textAt(from, column));
    }
    if (isMod || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      handled();
      return fill(() => '');
    }
    if (event.key === 'Enter' || event.key === 'F2') {
      handled();
      return begin();
    }
    if (event.key.length === 1) {
      handled();
      begin(event.key);
    }
  }

  function onCopy(event: ClipboardEvent): void {
    if (editing) return;
    const lines = Array.from({ length: range.bottom - range.top + 1 }, (_, r) =>
      Array.from({ length: range.right - range.left + 1 }, (__, c) => textAt(range.top + r, range.left + c)),
    );
    event.clipboardData.setData('text/plain', writeTsv(lines));
    event.preventDefault();
    if (event.type === 'cut') fill(() => '');
  }

  function onPaste(event: ClipboardEvent): void {
    if (editing) return;
    event.preventDefault();
    const block = readTsv(event.clipboardData.getData('text/plain').replace(/\r?\n$/, ''));
    const isSingle = block.length === 1 && block[0]?.length === 1;
    if (isSingle) return fill(() => block[0]?.[0]?.trim() ?? '');
    put(block.flatMap((line, r) => line.map((text, c) => ({ row: range.top + r, column: range.left + c, text: text.trim() }))));
    const width = Math.max(...block.map((line) => line.length));
    setSelection(
      extended(at(range.top, range.left), { row: range.top + block.length - 1, column: Math.min(columns, range.left + width) - 1 }),
    );
  }

  return { selection, range, editing, select, begin, commit, cancel: () => setEditing(null), onKeyDown, onCopy, onPaste };
}
