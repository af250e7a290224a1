import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import type { Step } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import classes from './inspector.module.css';
import { ItemsView } from './items-view.tsx';
import { PaneSource } from './pane-source.tsx';
import type { NodeData } from './use-node-data.ts';

/** What comes into the step. A field is dragged into a form field to read it there. */
export function InputPane({ node, data }: { node: FlowNode; data: NodeData }) {
  const { catalog } = useEditor();
  const { run, sample } = useTestRun();
  const isTrigger = catalog.get(node.type, node.version)?.kind === 'trigger';
  const hasItems = Object.values(data.input).some((items) => items.length > 0);
  return (
    <section className={classes.pane} aria-label="Input">
      <header className={classes.paneHead}>
        <h3 className={classes.paneTitle}>Input</h3>
        <PaneSource source={data.inputFrom} />
      </header>
      {isTrigger ? (
        <EmptyState title="A trigger takes no input.">Messages come from outside; what was accepted last stands under Output.</EmptyState>
      ) : hasItems ? (
        <ItemsView ports={data.input} name="input" label={`Input of ${node.name}`} onPick={() => {}} />
      ) : (
        !data.isLoading &&
        (data.stoppedAt ? (
          <Stopped step={data.stoppedAt} />
        ) : (
          <EmptyState
            title="Nothing has come in yet."
            action={
              sample && (
                <Button size="xs" loading={run.isPending} onClick={() => run.mutate({ until: node.id, stay: true })}>
                  Run to here
                </Button>
              )
            }
          >
            {sample
              ? `Run to here with sample ${sample.name}, then fields can be dragged into the form.`
              : 'Add a sample below the canvas, then run to here.'}
          </EmptyState>
        ))
      )}
    </section>
  );
}

/** Why nothing came: the last run ended at a step before. */
function Stopped({ step }: { step: Step }) {
  const { view } = useEditor();
  return (
    <>
      <EmptyState
        title={`The last run ended at ${step.name}.`}
        action={<Button onClick={() => openNode(view, step.nodeId)}>Open {step.name}</Button>}
      >
        Nothing came to this step.
      </EmptyState>
      {step.error && (
        <div className={classes.error}>
          <ErrorNote error={step.error} />
        </div>
      )}
    </>
  );
}
