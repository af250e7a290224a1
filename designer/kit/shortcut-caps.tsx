import { capsOf } from '../commands/shortcut.ts';
import classes from './shortcut-caps.module.css';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as key caps. */
export function ShortcutCaps({ shortcut }: { shortcut: string }) {
  return (
    <span className={classes.root}>
      {capsOf(shortcut, isMac).map((cap) => (
        <kbd key={cap} className={classes.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
