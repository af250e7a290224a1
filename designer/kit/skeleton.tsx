import { useEffect, useState } from 'react';
import { kitTexts as texts } from '../texts/kit.ts';
import classes from './skeleton.module.css';

type Props = {
  rows: number;
  /** Pixels. */
  rowHeight: number;
  /** Said after 5 s: "the runs". */
  what: string;
  /** Room for the head of a table. */
  hasHead?: boolean;
};

/** The shape of a list that is being loaded, in its final height. Show it when `useLoadingPhase` says so. */
export function Skeleton({ rows, rowHeight, what, hasHead = false }: Props) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 5000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.root} role="status" aria-label={texts.loading(what)}>
      {hasHead && <div className={classes.head} />}
      {isLong && <p className={classes.long}>{texts.stillWaiting(what)}</p>}
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className={classes.row} style={{ height: rowHeight }}>
          <span style={{ width: `${22 + ((row * 7) % 14)}%` }} />
          <span style={{ width: `${12 + ((row * 5) % 10)}%` }} />
          <span style={{ width: '8%' }} />
        </div>
      ))}
    </div>
  );
}
