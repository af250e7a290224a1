import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { decisionTableTexts as texts } from '../../texts/decision-table.ts';
import { cellInWords, faultOf, tidyCell } from '../cell-input.ts';
import type { Column, Table } from '../table.ts';
import classes from './grid.module.css';
import { completed, suggestionsFor } from './suggestions.ts';
import type { Editing, Grid } from './use-grid.ts';

const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

type Props = {
  grid: Grid;
  editing: Editing;
  column: Column;
  table: Table;
  /** Values of the column on the samples. */
  seen: readonly string[];
  place: { left: number; top: number; width: number };
};

/** The field over the cell that is edited: completes values, and says in words what the cell will mean. */
export function CellEditor({ grid, editing, column, table, seen, place }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [picked, setPicked] = useState(-1);
  const { text } = editing;
  const suggestions = suggestionsFor(text, column, table, seen);
  const tidy = tidyCell(text, column);
  const fault = text.trim() === '' ? null : faultOf(tidy, column);
  const meaning = fault ?? cellInWords(tidy, column);

  // Only when the field comes up; then the caret is the person's.
  const begun = useRef(text);
  useEffect(() => {
    const at = field.current;
    if (!at) return;
    at.focus();
    const { length } = begun.current;
    const caret = begun.current === '{{  }}' ? length - 3 : length;
    at.setSelectionRange(caret, caret);
  }, []);

  /** Leaving by a key takes the field away, which is no reason to write once more. */
  const isLeft = useRef(false);
  const leave = (how: () => void) => {
    isLeft.current = true;
    how();
  };
  const set = (next: string) => {
    grid.setEditing({ ...editing, text: next });
    setPicked(-1);
  };
  const take = (value: string) => {
    grid.setEditing({ ...editing, text: completed(text, column, value), isTyped: false });
    setPicked(-1);
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const value = suggestions[picked];
    const isListMove =
      suggestions.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && (!editing.isTyped || event.altKey || picked >= 0);
    if (isListMove) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setPicked(Math.max(-1, Math.min(suggestions.length - 1, picked + step)));
      return;
    }
    switch (event.key) {
      case 'Escape':
        event.preventDefault();
        return leave(grid.cancel);
      case 'Enter':
        if (event.altKey) return;
        event.preventDefault();
        if (value !== undefined) return take(value);
        return leave(() => grid.commit({ by: 'row', back: event.shiftKey }));
      case 'Tab':
        event.preventDefault();
        if (value !== undefined) return take(value);
        return leave(() => grid.commit({ by: 'column', back: event.shiftKey }));
      case 'ArrowUp':
      case 'ArrowDown':
      case 'ArrowLeft':
      case 'ArrowRight':
        if (!editing.isTyped || event.shiftKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        return leave(() => grid.commit(arrows[event.key as keyof typeof arrows]));
      case 'F2':
        event.preventDefault();
        return grid.setEditing({ ...editing, isTyped: !editing.isTyped });
    }
  };

  const lines = Math.min(6, text.split('\n').length);
  return (
    <div className={classes.editor} style={{ left: place.left, top: place.top, minWidth: place.width }}>
      <textarea
        ref={field}
        className={classes.editorField}
        data-kind={column.kind}
        data-bad={fault !== null || undefined}
        style={{ width: Math.max(place.width, Math.min(420, text.length * 7.3 + 26)), height: 12 + lines * 18 }}
        aria-label={grid.placeName(editing.row, editing.column)}
        aria-invalid={fault !== null}
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls={list}
        aria-activedescendant={picked >= 0 ? `${list}-${picked}` : undefined}
        aria-autocomplete="list"
        value={text}
        maxLength={column.kind === 'note' ? 500 : 2000}
        spellCheck={false}
        onChange={(event) => set(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => !isLeft.current && grid.commit('stay')}
      />
      {meaning !== null && (
        <p className={classes.meaning} data-bad={fault !== null || undefined} role={fault === null ? undefined : 'alert'}>
          {meaning}
        </p>
      )}
      {suggestions.length > 0 && (
        <div className={classes.suggestions} id={list} role="listbox" aria-label={texts.typeHere}>
          {suggestions.map((value, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and handles the keys
            <div
              key={value}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === picked}
              className={classes.suggestion}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(value)}
            >
              {value}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
