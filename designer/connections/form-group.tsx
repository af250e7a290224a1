import type { ReactNode } from 'react';
import classes from './connections.module.css';

/** A part of the form under its own head. */
export function FormGroup({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>{title}</legend>
      {aside !== undefined && <div className={classes.groupAside}>{aside}</div>}
      {children}
    </fieldset>
  );
}
