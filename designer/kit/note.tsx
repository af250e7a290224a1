import type { ReactNode } from 'react';
import type { StatusFamily } from '../theme/tokens.ts';
import { Glyph } from './glyph.tsx';
import classes from './note.module.css';

type Props = {
  family: StatusFamily;
  icon: string;
  children: ReactNode;
  /** Stands in mono on the right, for the search box. */
  code?: string | undefined;
  action?: ReactNode;
  role?: 'alert' | 'note';
};

/** A marked message on top of the region it concerns. */
export function Note({ family, icon, children, code, action, role = 'note' }: Props) {
  return (
    <div className={classes.note} data-family={family} role={role}>
      <span className={classes.icon}>
        <Glyph name={icon} />
      </span>
      <div className={classes.text}>{children}</div>
      {code !== undefined && <code className={classes.code}>{code}</code>}
      {action}
    </div>
  );
}
