import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { canvasTexts } from '../texts/canvas.ts';
import classes from './notice.module.css';

type Said = { readonly text: string; readonly family: 'info' | 'warn' };
const notice = createStore<{ readonly said: Said | null }>(() => ({ said: null }));

/** How long a notice stays, in milliseconds. */
const stay = 9_000;

/** Says something on the canvas: why an act was refused, or what it left out. */
export function sayOnCanvas(text: string, family: Said['family'] = 'warn'): void {
  notice.setState({ said: { text, family } });
}

/** The last thing said, until it is closed or has stood for a while. */
export function Notice() {
  const said = useStore(notice, (state) => state.said);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => notice.setState({ said: null }), stay);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {said && (
        <div className={classes.notice} data-family={said.family}>
          <span>{said.text}</span>
          <CloseButton size="xs" aria-label={canvasTexts.closeNotice} onClick={() => notice.setState({ said: null })} />
        </div>
      )}
    </div>
  );
}
