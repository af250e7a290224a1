import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { VirtualLinesHandle } from '../virtual-lines.tsx';

/** What a tree needs to know of a row. */
type Row = { readonly path: string; readonly depth: number; readonly children: number; readonly isOpen: boolean };

type Acts = {
  readonly toggle: (path: string) => void;
  readonly onChoose: ((path: string) => void) | undefined;
  readonly onPick: ((path: string) => void) | undefined;
  readonly onCopy: ((path: string) => void) | undefined;
};

/** Walks a virtual tree by keyboard, as in the ARIA tree pattern: arrows, Home and End; Enter or I picks, C copies, Space opens. */
export function useTree<R extends Row>(rows: readonly R[], { toggle, onChoose, onPick, onCopy }: Acts) {
  const id = useId();
  const [at, setAt] = useState(0);
  const lines = useRef<VirtualLinesHandle>(null);
  const current = Math.max(0, Math.min(at, rows.length - 1));
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    lines.current?.scrollTo(next);
    const path = rows[next]?.path;
    if (path !== undefined) onChoose?.(path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = treeAct(event.key, row, onPick !== undefined);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'toggle') toggle(row.path);
    else if (act === 'pick') onPick?.(row.path);
    else if (act === 'copy') onCopy?.(row.path);
    else if (act === 'parent') moveTo(rows.findLastIndex((other, index) => index < current && other.depth < row.depth));
    else moveTo(current + act);
  };
  return { lines, current, onKeyDown, rowId: (index: number) => `${id}-${index}`, select: setAt };
}

/** What a key does on a row: a number of rows to move, or an act. */
function treeAct(key: string, row: Row, canPick: boolean): number | 'toggle' | 'parent' | 'pick' | 'copy' | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    case 'ArrowRight':
      return row.isOpen ? 1 : row.children > 0 ? 'toggle' : null;
    case 'ArrowLeft':
      return row.isOpen ? 'toggle' : 'parent';
    case 'Enter':
      return canPick ? 'pick' : 'toggle';
    case 'i':
      return canPick ? 'pick' : null;
    case 'c':
      return canPick ? 'copy' : null;
    case ' ':
      return 'toggle';
    default:
      return null;
  }
}
