import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import classes from './dots.module.css';
import { dotsAt } from './dots-at.ts';

/** The dots of the grid. They follow the view without being drawn anew: the browser only shifts and scales them. */
export function Dots() {
  const dots = useRef<HTMLDivElement>(null);
  const view = useStoreApi();
  useLayoutEffect(() => {
    const follow = () => {
      const { x, y, scale } = dotsAt(view.getState().transform);
      const transform = `translate(${x}px, ${y}px) scale(${scale})`;
      if (dots.current && dots.current.style.transform !== transform) dots.current.style.transform = transform;
    };
    follow();
    return view.subscribe(follow);
  }, [view]);
  return (
    <div className={classes.frame} aria-hidden>
      <div ref={dots} className={classes.dots} />
    </div>
  );
}
