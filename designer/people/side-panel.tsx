import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { peopleTexts as texts } from '../texts/people.ts';
import classes from './people.module.css';

/** What is open beside a list: title, a state, and the way out. */
export function SidePanel({
  title,
  badge,
  onClose,
  children,
}: {
  title: string;
  badge?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{title}</h2>
        {badge}
        <Tooltip label={texts.closeEsc}>
          <ActionIcon onClick={onClose} aria-label={texts.closePanel}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.panelBody}>{children}</div>
    </aside>
  );
}
