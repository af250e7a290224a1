import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

type Props = { title: string; children?: ReactNode /** One button, or two alternatives. */; action?: ReactNode };

/** Two lines that teach and one button, where the content would start. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={classes.root}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
