import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { cellAt, newRow, pasteCells, type Table, withCell } from './table-value.ts';

/** Moving through the cells as in a spreadsheet: arrows at the edge of the text, Enter down, Ctrl D fills from above, a block pastes. */
export function useGridKeys(table: Table, set: (table: Table) => void) {
  const grid = useRef<HTMLDivElement>(null);

  const focus = (row: number, column: number) => {
    requestAnimationFrame(() => {
      const cell = grid.current?.querySelector<HTMLInputElement>(`[data-cell="${row} ${column}"]`);
      cell?.focus();
      cell?.select();
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || !cell.dataset.cell) return;
    const [row = 0, column = 0] = cell.dataset.cell.split(' ').map(Number);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
      event.preventDefault();
      event.stopPropagation();
      if (row > 0) set(withCell(table, row, column, cellAt(table, row - 1, column)));
      return;
    }
    const by = stepOf(event, cell);
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter' && row + by.rows >= table.rows.length) set({ ...table, rows: [...table.rows, newRow(table)] });
    focus(row + by.rows, column + by.columns);
  };

  const onPaste = (event: ClipboardEvent) => {
    const cell = event.target;
    const text = event.clipboardData.getData('text/plain');
    if (!(cell instanceof HTMLInputElement) || !cell.dataset.cell || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [row = 0, column = 0] = cell.dataset.cell.split(' ').map(Number);
    set(pasteCells(table, row, column, text));
  };

  /** Without a chosen text the whole row goes to the clipboard. */
  const onCopy = (event: ClipboardEvent) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || !cell.dataset.cell || cell.selectionStart !== cell.selectionEnd) return;
    const [row = 0] = cell.dataset.cell.split(' ').map(Number);
    const columns = table.inputs.length + table.outputs.length + 1;
    event.preventDefault();
    event.clipboardData.setData('text/plain', Array.from({ length: columns }, (_, column) => cellAt(table, row, column)).join('\t'));
  };

  return { grid, onKeyDown, onPaste, onCopy };
}

/** How far a key moves; null: the key belongs to the text. */
function stepOf(event: KeyboardEvent, cell: HTMLInputElement): { rows: number; columns: number } | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const isAll = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  switch (event.key) {
    case 'Enter':
      return { rows: event.shiftKey ? -1 : 1, columns: 0 };
    case 'ArrowDown':
      return { rows: 1, columns: 0 };
    case 'ArrowUp':
      return { rows: -1, columns: 0 };
    case 'ArrowLeft':
      return isAll || cell.selectionEnd === 0 ? { rows: 0, columns: -1 } : null;
    case 'ArrowRight':
      return isAll || cell.selectionStart === cell.value.length ? { rows: 0, columns: 1 } : null;
    default:
      return null;
  }
}
