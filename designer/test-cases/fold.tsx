import { type ReactNode, useId, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import classes from './case-form.module.css';

type Props = {
  title: string;
  /** One line of what is inside. */
  facts: string;
  children: ReactNode;
  actions?: ReactNode;
  isMarked?: boolean;
  isOpen?: boolean;
};

/** A card that shows one line until it is opened. What is inside is only made then: editors are dear. */
export function Fold({ title, facts, children, actions, isMarked = false, isOpen: startsOpen = false }: Props) {
  const [isOpen, setOpen] = useState(startsOpen);
  const id = useId();
  return (
    <div className={classes.fold} data-marked={isMarked || undefined}>
      <div className={classes.foldHead}>
        <button type="button" className={classes.foldButton} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <Glyph name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
          <span className={classes.foldTitle}>{title}</span>
          <span className={classes.foldFacts}>{facts}</span>
        </button>
        {actions !== undefined && <span className={classes.foldActions}>{actions}</span>}
      </div>
      <div id={id} className={classes.foldBody} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
