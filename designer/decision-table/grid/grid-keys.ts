import type { Move } from '../selection.ts';

export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** What a key means while no cell is being edited. */
export type Intent =
  | { readonly do: 'move'; readonly move: Move; readonly extend: boolean }
  | { readonly do: 'step'; readonly by: 'row' | 'column'; readonly back: boolean }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'select'; readonly what: 'all' | 'rows' | 'columns' }
  | { readonly do: 'fill'; readonly by: 'down' | 'right' }
  | { readonly do: 'move-rows'; readonly by: 1 | -1 }
  | { readonly do: 'edit' | 'clear' | 'insert-row' | 'delete-rows' | 'find' | 'suggest' | 'leave' };

const arrows: Record<string, 'up' | 'down' | 'left' | 'right'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The keys of a spreadsheet. Null: the key is none of the grid's. */
export function intentOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): Intent | null {
  const mod = ctrlKey || metaKey;
  const arrow = arrows[key];
  if (arrow) {
    if (altKey && (arrow === 'up' || arrow === 'down') && !mod) return { do: 'move-rows', by: arrow === 'up' ? -1 : 1 };
    if (altKey) return null;
    return { do: 'move', move: mod ? `edge-${arrow}` : arrow, extend: shiftKey };
  }
  switch (key) {
    case 'Enter':
      return mod || altKey ? null : { do: 'step', by: 'row', back: shiftKey };
    case 'Tab':
      return mod || altKey ? null : { do: 'step', by: 'column', back: shiftKey };
    case 'F2':
      return { do: 'edit' };
    case 'Delete':
    case 'Backspace':
      return mod ? null : { do: 'clear' };
    case 'Home':
      return { do: 'move', move: mod ? 'first' : 'home', extend: shiftKey };
    case 'End':
      return { do: 'move', move: mod ? 'last' : 'end', extend: shiftKey };
    case 'PageUp':
      return { do: 'move', move: 'page-up', extend: shiftKey };
    case 'PageDown':
      return { do: 'move', move: 'page-down', extend: shiftKey };
    case 'Escape':
      return { do: 'leave' };
  }
  if (mod && !altKey) return withMod(key.toLowerCase(), shiftKey);
  if (key === ' ' && shiftKey) return { do: 'select', what: 'rows' };
  return key.length === 1 && !altKey ? { do: 'type', text: key } : null;
}

function withMod(key: string, shift: boolean): Intent | null {
  switch (key) {
    case 'a':
      return { do: 'select', what: 'all' };
    case ' ':
      return { do: 'select', what: shift ? 'all' : 'columns' };
    case 'd':
      return { do: 'fill', by: 'down' };
    case 'r':
      return shift ? null : { do: 'fill', by: 'right' };
    case 'f':
      return { do: 'find' };
    case '+':
    case '=':
      return shift || key === '+' ? { do: 'insert-row' } : null;
    case '-':
    case '_':
      return { do: 'delete-rows' };
    default:
      return null;
  }
}
