import type { ReactNode } from 'react';
import classes from './page-header.module.css';

type Props = { title: ReactNode; hint?: ReactNode; actions?: ReactNode };

/** The title of a page with what one can do there. */
export function PageHeader({ title, hint, actions }: Props) {
  return (
    <header className={classes.root}>
      <h1 className={classes.title}>{title}</h1>
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
