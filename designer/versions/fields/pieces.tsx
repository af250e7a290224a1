import type { Piece } from '../text-diff.ts';
import classes from './fields.module.css';

/** A text with the stretches marked that are only on its side. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, i) =>
    piece.isChanged ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces are drawn anew with each text
      <mark key={i} className={classes.mark}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
