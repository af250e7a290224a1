import { kitTexts as texts } from '../texts/kit.ts';
import { CopyButton } from './copy-button.tsx';
import classes from './key-text.module.css';

type Props = { children: string; isCopyable?: boolean; tone?: 'text' | 'hint' };

/** An id, order number, SKU or key: in mono, optionally with a button that copies it. */
export function KeyText({ children, isCopyable = false, tone = 'text' }: Props) {
  return (
    <span className={classes.root}>
      <span className={`mono ${classes.key}`} data-tone={tone} title={children}>
        {children}
      </span>
      {isCopyable && <CopyButton text={children} label={texts.copy(children)} />}
    </span>
  );
}
