import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { stepLooks } from '../kit/status.ts';
import { stepToLeadTo } from '../runs/run-words.ts';
import { StepDetail } from '../runs/step-detail.tsx';
import { StepList } from '../runs/step-list.tsx';
import { useRun, useRunFlow } from '../server/queries.ts';
import type { RunDetail } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { runStepsTexts } from '../texts/run-steps.ts';
import classes from './canvas-screen.module.css';
import { Dock } from './dock.tsx';
import { tabPath } from './editor-tabs.ts';
import { FlowOverlays } from './overlays/flow-overlays.tsx';
import { overlayOf, totalsOf } from './run-overlay.ts';
import totalClasses from './run-totals.module.css';

/** A run on the canvas: counts on the wires, states on the steps, its data in the dock; live while it goes on. */
export function RunScreen({ runId }: { runId: string }) {
  const { env, flowId, view } = useEditor();
  const draft = useDocument((state) => state.flow);
  const run = useRun(runId);
  const ran = useRunFlow(runId);
  const [, go] = useLocation();
  const [height, setHeight] = usePreference('runDockHeight');
  const selected = useView((state) => (state.selected.length === 1 ? (state.selected[0] ?? null) : null));
  const state = useLiveEvents({ env: run.data?.env ?? env, run: runId });
  const overlay = useMemo(() => (run.data ? overlayOf(run.data) : overlayOf({ steps: [], edges: [] })), [run.data]);
  const came = useRef({ runId, selected });

  useEffect(() => {
    if (!run.data) return;
    if (came.current.runId !== runId) came.current = { runId, selected };
    const isChosenHere = selected !== came.current.selected;
    if (isChosenHere) came.current = { runId, selected: null };
    const first = stepToLeadTo(run.data, selected, isChosenHere || came.current.selected === null);
    if (first !== null) view.setState({ selected: [first], selectedEdge: null });
  }, [run.data, runId, selected, view]);

  if (run.isError && !run.data) {
    return (
      <div className={classes.note}>
        <FailureNote what={texts.failed} failure={run.error} onRetry={() => void run.refetch()} />
      </div>
    );
  }
  const flow = ran.data ?? draft;
  return (
    <div className={classes.screen}>
      <FlowCanvas flow={flow} problems={none} run={overlay}>
        {run.data && <Totals run={run.data} isLost={state === 'lost'} />}
        <FlowOverlays flow={flow} runId={runId} />
      </FlowCanvas>
      <Dock label={texts.dock} side="bottom" size={height} onResize={setHeight}>
        <div className={classes.panes}>
          <StepList runId={runId} selectedNode={selected} onSelect={(node) => view.setState({ selected: [node], selectedEdge: null })} />
          <StepDetail
            runId={runId}
            selectedNode={selected}
            onSelect={(node) => view.setState({ selected: [node], selectedEdge: null })}
            onReplayed={(next) => go(tabPath(flowId, 'runs', next))}
          />
        </div>
      </Dock>
    </div>
  );
}

const none = [] as const;
const texts = runStepsTexts.canvas;

function Totals({ run, isLost }: { run: RunDetail; isLost: boolean }) {
  const totals = totalsOf(run);
  const now = run.steps.filter((step) => step.status === 'running').map((step) => step.name);
  return (
    <div className={classes.totals} role="status" aria-live="polite">
      {totals.map((total) => (
        <span key={total.text} className={totalClasses.total} data-family={total.family}>
          <Glyph name={total.icon} size={14} />
          {total.text}
        </span>
      ))}
      {now.length > 0 && (
        <span className={totalClasses.total} data-family="info">
          <Glyph name={stepLooks.running.icon} size={14} />
          {now.join(', ')}
        </span>
      )}
      {totals.length + now.length === 0 && <span className={totalClasses.total}>{texts.notMoved}</span>}
      {isLost && <span className={totalClasses.total}>{texts.lost}</span>}
    </div>
  );
}
