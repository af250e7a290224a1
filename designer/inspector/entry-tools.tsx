import { ActionIcon, Tooltip } from '@mantine/core';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import classes from './form.module.css';

/** A small button of an entry. */
export function EntryTool({ label, icon, onClick }: { label: string; icon: string; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="xs" aria-label={label} onClick={onClick}>
        <Glyph name={icon} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

/**
 * Order of entries by mouse and keyboard: each is pulled by its grip, or moved with Alt and the arrow keys from anywhere inside it.
 * `move(from, to)` puts an entry at another position.
 */
export function useEntryOrder(count: number, move: (from: number, to: number) => void) {
  const [pulled, setPulled] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const end = () => {
    setPulled(null);
    setOver(null);
  };
  return {
    /** For the element around an entry. */
    entry: (index: number) => ({
      'data-entry': index,
      'data-drop': over === index && pulled !== null && pulled !== index ? (pulled < index ? 'after' : 'before') : undefined,
      'data-pulled': pulled === index || undefined,
      onDragOver: (event: DragEvent) => {
        if (pulled === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop: (event: DragEvent) => {
        if (pulled === null) return;
        event.preventDefault();
        if (pulled !== index) move(pulled, index);
        end();
      },
      // Before the field, in which an arrow key may open a list.
      onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => {
        if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        event.stopPropagation();
        const to = index + (event.key === 'ArrowUp' ? -1 : 1);
        if (to < 0 || to >= count) return;
        const list = event.currentTarget.parentElement;
        const names = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)];
        const at = names.indexOf(document.activeElement as HTMLElement);
        move(index, to);
        requestAnimationFrame(() => {
          const there = list?.querySelector(`:scope > [data-entry="${to}"]`)?.querySelectorAll<HTMLElement>(focusable);
          there?.[Math.max(0, at)]?.focus();
        });
      },
    }),
    /** The grip itself; nothing where there is nothing to order. */
    grip: (index: number): ReactNode =>
      count > 1 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the mouse's way; the keyboard's is Alt with the arrow keys
        <span
          className={classes.grip}
          title={texts.drag}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', '');
            setPulled(index);
          }}
          onDragEnd={end}
        >
          <Glyph name="grip-vertical" size={14} />
        </span>
      ),
  };
}

const focusable = 'input, textarea, button:not([tabindex="-1"]), [tabindex="0"], [contenteditable="true"]';
