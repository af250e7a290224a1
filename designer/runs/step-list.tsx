import { type KeyboardEvent, useRef } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { formatDuration, formatSeconds } from '../kit/format.ts';
import { Skeleton } from '../kit/skeleton.tsx';
import { isUnderWay, stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useNow } from '../kit/use-now.ts';
import { useRun } from '../server/queries.ts';
import type { RunDetail, Step } from '../server/shapes.ts';
import { runStepsTexts as texts } from '../texts/run-steps.ts';
import { itemsText, retryCaption } from './run-words.ts';
import { axisLength, stepBar } from './step-bar.ts';
import classes from './step-list.module.css';

type Props = {
  runId: string;
  selectedNode: string | null;
  onSelect: (nodeId: string) => void;
  /** Without head and bars, for a narrow panel. */
  isCompact?: boolean;
};

/** The steps of a run in order, with their bars on one time axis. Arrows move, as in a list box. */
export function StepList({ runId, selectedNode, onSelect, isCompact = false }: Props) {
  const run = useRun(runId);
  const phase = useLoadingPhase(run.isPending);
  if (run.isError && !run.data) {
    return <FailureNote what={texts.stepsFailed} failure={run.error} onRetry={() => void run.refetch()} />;
  }
  if (phase !== 'ready' || !run.data) return phase === 'skeleton' ? <Skeleton rows={8} rowHeight={28} what={texts.theSteps} /> : null;
  return <Steps run={run.data} selectedNode={selectedNode} onSelect={onSelect} isCompact={isCompact} />;
}

function Steps({ run, selectedNode, onSelect, isCompact }: { run: RunDetail } & Omit<Required<Props>, 'runId'>) {
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const elapsed = run.durationMs ?? Math.max(0, now - Date.parse(run.createdAt));
  const axis = axisLength(run.steps, elapsed);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = run.steps.findIndex((candidate) => candidate.nodeId === selectedNode);
    const next = run.steps[Math.max(0, Math.min(run.steps.length - 1, at + step))];
    if (!next) return;
    onSelect(next.nodeId);
    list.current?.querySelector(`[data-node="${CSS.escape(next.nodeId)}"]`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <section className={classes.root} aria-label={texts.steps}>
      {!isCompact && (
        <header className={classes.head}>
          <h2 className={classes.title}>{texts.steps}</h2>
          <span className={classes.count}>{run.steps.length}</span>
          <span className={classes.axis}>
            <span>0</span>
            <i />
            <span className="number">{run.durationMs === null ? formatSeconds(axis) : formatDuration(axis)}</span>
          </span>
        </header>
      )}
      <div
        ref={list}
        role="listbox"
        aria-label={texts.steps}
        aria-activedescendant={selectedNode === null ? undefined : stepId(run.id, selectedNode)}
        tabIndex={0}
        className={classes.list}
        data-compact={isCompact || undefined}
        onKeyDown={onKeyDown}
      >
        {run.steps.map((step) => (
          <StepRow
            key={step.nodeId}
            id={stepId(run.id, step.nodeId)}
            step={step}
            axis={axis}
            now={now}
            isSelected={step.nodeId === selectedNode}
            isCompact={isCompact}
            onSelect={onSelect}
          />
        ))}
      </div>
    </section>
  );
}

type RowProps = {
  id: string;
  step: Step;
  axis: number;
  now: number;
  isSelected: boolean;
  isCompact: boolean;
  onSelect: (nodeId: string) => void;
};

function StepRow({ id, step, axis, now, isSelected, isCompact, onSelect }: RowProps) {
  const look = stepLooks[step.status];
  const bar = stepBar(step, axis);
  const isIdle = step.status === 'pending' || step.status === 'skipped' || step.status === 'cancelled';
  const retry = retryCaption(step, now);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list holds the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      data-node={step.nodeId}
      data-family={look.family}
      data-idle={isIdle || undefined}
      className={classes.row}
      onClick={() => onSelect(step.nodeId)}
    >
      <StatusBadge look={look} variant="icon" />
      <span className={classes.name}>{step.name}</span>
      <span className={classes.caption}>{isIdle ? look.word.toLowerCase() : (retry ?? step.caption)}</span>
      <span className={classes.items}>{itemsText(step)}</span>
      <span className={classes.duration}>{durationText(step, axis)}</span>
      {!isCompact && <span className={classes.track}>{bar && <i style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />}</span>}
    </div>
  );
}

function durationText(step: Step, axis: number): string {
  if (step.durationMs !== null) return formatDuration(step.durationMs);
  if (step.startedAt === null || !isUnderWay(step.status)) return '';
  return formatSeconds(Math.max(0, axis - step.startedAt));
}

function stepId(runId: string, nodeId: string): string {
  return `step-${runId}-${nodeId}`;
}
