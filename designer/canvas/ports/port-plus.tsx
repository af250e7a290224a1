import { IconPlus } from '@tabler/icons-react';
import { useEditor } from '../../state/editor-context.tsx';
import { canvasTexts as texts } from '../../texts/canvas.ts';
import type { CardPort } from '../card-shape.ts';
import { openPalette } from '../open-palette.ts';
import classes from '../step-card.module.css';

/** Behind an output that leads nowhere yet: asks what comes next. */
export function PortPlus({ node, port }: { node: string; port: CardPort }) {
  const { view, may } = useEditor();
  if (!may.edit) return null;
  return (
    <button
      type="button"
      className={`${classes.plus} nodrag nopan`}
      style={{ top: port.y }}
      tabIndex={-1}
      aria-label={texts.addAStepAfterStep(port.title)}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        openPalette(view, event.currentTarget, { kind: 'after', node, port: port.name });
      }}
    >
      <span className={classes.plusBox}>
        <IconPlus size={12} stroke={2.25} aria-hidden />
      </span>
    </button>
  );
}
