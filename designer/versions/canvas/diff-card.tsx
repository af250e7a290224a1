import { IconArrowsMove, IconMinus, IconPlus } from '@tabler/icons-react';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { NoteNode, StepNode } from '../../canvas/drawing.ts';
import { StepCard } from '../../canvas/step-card.tsx';
import { versionsTexts } from '../../texts/versions.ts';
import classes from './diff-canvas.module.css';
import type { Mark } from './union-flow.ts';

/** A step as it is, with what became of it around it. */
export const DiffCard = memo(function DiffCard(props: NodeProps<StepNode>) {
  const mark = (props.data.mark ?? null) as Mark | null;
  return (
    <div className={classes.frame} data-mark={mark?.kind}>
      <StepCard {...props} />
      {mark && <MarkBadge mark={mark} />}
    </div>
  );
});

/** A remark of the canvas, as text only. */
export const DiffNote = memo(function DiffNote({ data, selected }: NodeProps<NoteNode>) {
  const mark = (data.mark ?? null) as Mark | null;
  return (
    <div className={classes.frame} data-mark={mark?.kind} data-selected={selected || undefined}>
      <div className={classes.note}>{data.note.text}</div>
      {mark && <MarkBadge mark={mark} />}
    </div>
  );
});

function MarkBadge({ mark: { kind, count } }: { mark: Mark }) {
  const title = kind === 'changed' ? versionsTexts.cardChanges(count) : versionsTexts.kinds[kind];
  return (
    <span className={classes.badge} data-mark={kind} title={title} role="img" aria-label={title}>
      {kind === 'added' && <IconPlus size={12} stroke={2.5} aria-hidden />}
      {kind === 'removed' && <IconMinus size={12} stroke={2.5} aria-hidden />}
      {kind === 'moved' && <IconArrowsMove size={12} stroke={2} aria-hidden />}
      {kind === 'changed' && count}
    </span>
  );
}
