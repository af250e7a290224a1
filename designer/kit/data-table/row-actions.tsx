import type { ReactNode } from 'react';
import classes from './data-table.module.css';

/** Buttons of a row, shown while the pointer or the focus is on it. */
export function RowActions({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps a click on a button from opening the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span className={classes.actions} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      {children}
    </span>
  );
}
