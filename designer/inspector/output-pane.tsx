import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { formatDuration } from '../kit/format.ts';
import { stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import classes from './inspector.module.css';
import { ItemsView } from './items-view.tsx';
import { PaneSource } from './pane-source.tsx';
import type { NodeData } from './use-node-data.ts';

/** What went out of the step last, by port. */
export function OutputPane({ node, data }: { node: FlowNode; data: NodeData }) {
  const { run, sample } = useTestRun();
  const { step, output, detail } = data;
  const status = detail?.exchanges.at(-1)?.answer?.status;
  const facts =
    step &&
    [status, step.durationMs === null ? null : formatDuration(step.durationMs)]
      .filter((part) => part !== null && part !== undefined)
      .join(', ');
  return (
    <section className={classes.pane} aria-label="Output">
      <header className={classes.paneHead}>
        <h3 className={classes.paneTitle}>Output</h3>
        <PaneSource source={data.outputFrom} />
        {step && (
          <span className={classes.facts}>
            <StatusBadge look={stepLooks[step.status]} variant="icon" />
            {facts}
          </span>
        )}
      </header>
      {step?.error && (
        <div className={classes.error}>
          <ErrorNote error={step.error} />
        </div>
      )}
      {output && Object.keys(output).length > 0 ? (
        <ItemsView ports={output} name="output" label={`Output of ${node.name}`} />
      ) : (
        !data.isLoading &&
        !step?.error && (
          <EmptyState
            title={step ? 'No item went out.' : 'Not run yet.'}
            action={
              sample && (
                <Button size="xs" loading={run.isPending} onClick={() => run.mutate({ until: node.id, stay: true })}>
                  Run to here
                </Button>
              )
            }
          >
            {sample ? `Run to here with sample ${sample.name}.` : 'Add a sample below the canvas first.'}
          </EmptyState>
        )
      )}
    </section>
  );
}
