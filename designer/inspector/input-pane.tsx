import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { useEditor } from '../state/editor-context.tsx';
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
        !data.isLoading && (
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
        )
      )}
    </section>
  );
}
