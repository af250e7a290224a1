import { IconAlertCircle, IconAlertTriangle, IconArrowUpRight, IconEyeOff } from '@tabler/icons-react';
import { formatDuration } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { canvasTexts } from '../texts/canvas.ts';
import { dataTexts } from '../texts/data.ts';
import classes from './card-badge.module.css';
import type { ProblemMark, StepData } from './drawing.ts';
import { useIsPinned } from './pinned-steps.ts';

/** The top right corner of a card: in a run duration and status, in design what asks for attention, else what the step does. */
export function CardBadge({ data }: { data: StepData }) {
  const { node, descriptor, problems, run, isRunMode } = data;
  const isPinned = useIsPinned(node.id);
  if (run) {
    return (
      <span className={classes.slot}>
        {run.pinned && <PinMark />}
        {run.attempts > 1 && <span className={classes.tries}>{run.attempts} tries</span>}
        {run.durationMs !== null && run.status !== 'skipped' && <span className={classes.time}>{formatDuration(run.durationMs)}</span>}
        <StatusBadge look={stepLooks[run.status]} variant="icon" />
      </span>
    );
  }
  if (isRunMode) return null;
  if (node.disabled) {
    return (
      <span className={classes.slot} title={canvasTexts.offHandsItsInputOn}>
        <IconEyeOff size={14} stroke={1.75} aria-label={canvasTexts.off} />
      </span>
    );
  }
  if (problems) return <ProblemCount mark={problems} />;
  if (isPinned) {
    return (
      <span className={classes.slot}>
        <PinMark />
      </span>
    );
  }
  if (descriptor?.kind === 'effect') {
    return (
      <span className={classes.slot} title={canvasTexts.changesTheOutsideWorld}>
        <IconArrowUpRight size={14} stroke={1.75} aria-hidden />
      </span>
    );
  }
  return null;
}

function PinMark() {
  return (
    <span className={classes.pin} title={dataTexts.pin.badge}>
      <Glyph name="pin" size={14} />
      <span className="visually-hidden">{dataTexts.pin.badge}</span>
    </span>
  );
}

/** How many problems there are, in the colour of the worst. */
export function ProblemCount({ mark }: { mark: ProblemMark }) {
  const Icon = mark.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
  return (
    <span className={classes.slot} data-severity={mark.severity}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={classes.count}>{mark.count}</span>
    </span>
  );
}
