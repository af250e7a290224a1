import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { isUnderWay } from '../kit/status.ts';
import type { Step } from '../server/shapes.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './inspector.module.css';
import { firstOfInterest } from './item-order.ts';
import { ItemsView } from './items-view.tsx';
import { PaneSource } from './pane-source.tsx';
import { useFields } from './use-fields.ts';
import type { NodeData } from './use-node-data.ts';

/** What comes into the step. A field is dragged into a form field to read it there, or put into the one edited last. */
export function InputPane({ node, data }: { node: FlowNode; data: NodeData }) {
  const { catalog, view, may } = useEditor();
  const chosen = useView((state) => state.itemId);
  const fields = useFields();
  const isTrigger = catalog.get(node.type, node.version)?.kind === 'trigger';
  const items = Object.values(data.input).flat();
  const shown = items.find((item) => item.id === chosen) ?? firstOfInterest(items);
  const ports = Object.entries(data.input).filter(([, list]) => list.length > 0);
  const total = data.step && ports.length === 1 ? { [ports[0]?.[0] ?? '']: data.step.itemsIn } : {};
  return (
    <section className={classes.pane} aria-label={texts.pane.input}>
      <header className={classes.paneHead}>
        <h3 className={classes.paneTitle}>{texts.pane.input}</h3>
        <PaneSource source={data.inputFrom} />
        {data.step !== null && data.step.failed > 0 && (
          <span className={classes.facts} data-family="bad">
            {texts.items.failedOf(data.step.failed, data.step.itemsIn)}
          </span>
        )}
      </header>
      {isTrigger ? (
        <EmptyState title={texts.pane.triggerTitle}>{texts.pane.triggerHelp}</EmptyState>
      ) : items.length > 0 ? (
        <ItemsView
          ports={data.input}
          name="input"
          label={texts.pane.inputOf(node.name)}
          totals={total}
          current={{ id: shown?.id ?? null, choose: (id) => view.setState({ itemId: id }) }}
          fields={fields}
        />
      ) : (
        (!data.isLoading || !may.see) && <NothingCame node={node} data={data} />
      )}
    </section>
  );
}

/** Why nothing has come in, and what to do. */
function NothingCame({ node, data }: { node: FlowNode; data: NodeData }) {
  const { run, sample } = useTestRun();
  const { may } = useEditor();
  const step = data.run?.steps.find((candidate) => candidate.nodeId === node.id);
  if (!may.see) return <EmptyState title={texts.pane.notForYou}>{texts.pane.notForYouHelp}</EmptyState>;
  if (data.run && isUnderWay(data.run.status)) return <EmptyState title={texts.pane.running}>{texts.pane.runningHelp}</EmptyState>;
  if (data.stoppedAt) return <Stopped step={data.stoppedAt} />;
  if (data.step && data.detail && !data.detail.isCaptured)
    return <EmptyState title={texts.pane.notCaptured}>{texts.pane.notCapturedHelp}</EmptyState>;
  return (
    <EmptyState
      title={step?.status === 'skipped' ? texts.pane.skipped : texts.pane.nothingIn}
      action={
        sample &&
        may.test && (
          <Button size="xs" loading={run.isPending} onClick={() => run.mutate({ until: node.id, stay: true })}>
            {texts.pane.runToHere}
          </Button>
        )
      }
    >
      {step?.status === 'skipped' ? texts.pane.skippedHelp : sample ? texts.pane.withSampleDrag(sample.name) : texts.pane.noSample}
    </EmptyState>
  );
}

/** Why nothing came: the last run ended at a step before. */
function Stopped({ step }: { step: Step }) {
  const { view } = useEditor();
  return (
    <>
      <EmptyState
        title={texts.pane.stopped(step.name)}
        action={<Button onClick={() => openNode(view, step.nodeId)}>{texts.pane.open(step.name)}</Button>}
      >
        {texts.pane.stoppedHelp}
      </EmptyState>
      {step.error && (
        <div className={classes.error}>
          <ErrorNote error={step.error} />
        </div>
      )}
    </>
  );
}
