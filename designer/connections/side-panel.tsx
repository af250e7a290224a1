import { type ReactNode, useId } from 'react';
import classes from './connections.module.css';

/** A part of what stands beside the form. */
export function SidePanel({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.sidePanel} aria-labelledby={id}>
      <div className={classes.sideHead}>
        <h3 id={id} className={classes.sideTitle}>
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
