import { Glyph } from './glyph.tsx';
import type { StatusLook } from './status.ts';
import classes from './status-badge.module.css';

type Props = {
  look: StatusLook;
  /** `plain`: icon and word; `pill`: on its soft ground; `quiet`: coloured icon, grey word, for long lists; `icon`: the word is only read aloud. */
  variant?: 'plain' | 'pill' | 'quiet' | 'icon';
  /** Said after the word: "31 of 34", "next try in 40 s". */
  detail?: string | undefined;
  size?: 14 | 16;
};

/** A state as one word, one icon and one family. */
export function StatusBadge({ look, variant = 'plain', detail, size = 14 }: Props) {
  const isTurning = look.icon === 'loader-2';
  return (
    <span
      className={classes.root}
      data-family={look.family}
      data-variant={variant}
      title={variant === 'icon' || detail !== undefined ? [look.word, detail].filter(Boolean).join(', ') : undefined}
    >
      <span className={isTurning ? classes.turning : classes.icon}>
        <Glyph name={look.icon} size={size} />
        {isTurning && <span className={classes.dots}>…</span>}
      </span>
      <span className={variant === 'icon' ? 'visually-hidden' : classes.word}>
        {look.word}
        {detail !== undefined && <span className={classes.detail}>, {detail}</span>}
      </span>
    </span>
  );
}
