import { ViewportPortal } from '@xyflow/react';
import { frameRoom } from './overlay-shapes.ts';
import classes from './overlays.module.css';
import { useBoxes } from './use-boxes.ts';

/** What is said of a step: by its family of colours and in a few words. */
export type StepMark = { readonly nodeId: string; readonly family: string; readonly text: string };

/** A halo and a word at each step: what a replay does with it. */
export function ReplayLayer({ marks }: { marks: readonly StepMark[] }) {
  const boxOf = useBoxes();
  return (
    <ViewportPortal>
      <div className={classes.layer} aria-hidden>
        {marks.map(({ nodeId, family, text }) => {
          const box = boxOf(nodeId);
          if (!box || text === '') return null;
          const room = frameRoom / 2;
          return (
            <span key={nodeId}>
              <span
                className={classes.halo}
                data-family={family}
                style={{ left: box.x - room, top: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room }}
              />
              <span className={classes.mark} data-family={family} style={{ left: box.x + box.width / 2, top: box.y - room }}>
                {text}
              </span>
            </span>
          );
        })}
      </div>
    </ViewportPortal>
  );
}
