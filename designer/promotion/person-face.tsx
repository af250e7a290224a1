import { initialsOf } from '../shell/person-menu.tsx';
import classes from './person-face.module.css';

/** Somebody's initials in a colour that stays theirs; the name stands beside it. */
export function PersonFace({ name }: { name: string }) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8;
  return (
    <span className={classes.face} data-person={sum} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
