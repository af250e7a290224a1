import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTestRun } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { formatBytes, formatDuration } from '../kit/format.ts';
import { isUnderWay, stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { ShownItem } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './inspector.module.css';
import { ItemsView } from './items-view.tsx';
import { PaneSource, StaleMark } from './pane-source.tsx';
import paneClasses from './panes.module.css';
import { PinEditor } from './pin-editor.tsx';
import { PinTools } from './pin-tools.tsx';
import { useContractOf } from './use-contract-of.ts';
import type { NodeData } from './use-node-data.ts';

/** What went out of the step last, by port, or what is pinned in its place. */
export function OutputPane({ node, data }: { node: FlowNode; data: NodeData }) {
  const { run, sample } = useTestRun();
  const { may } = useEditor();
  const [isEditing, setEditing] = useState(false);
  const { step, output, detail, pin } = data;
  const contract = useContractOf(node);
  const hasItems = output !== null && Object.values(output).some((items) => items.length > 0);
  const runHere = sample && may.test ? () => run.mutate({ until: node.id, stay: true }) : null;
  const timeOf = useMemo(() => {
    const calls = new Map<string, number>();
    for (const exchange of detail?.exchanges ?? []) calls.set(exchange.itemId, (calls.get(exchange.itemId) ?? 0) + exchange.durationMs);
    return (item: ShownItem) => calls.get(item.from[0] ?? item.id) ?? calls.get(item.id) ?? null;
  }, [detail]);
  return (
    <section className={classes.pane} aria-label={texts.pane.output}>
      <header className={classes.paneHead}>
        <h3 className={classes.paneTitle}>{texts.pane.output}</h3>
        <PaneSource source={data.outputFrom} />
        {step && !pin && (
          <span className={paneClasses.facts} title={factsTitle(data)}>
            <StatusBadge look={stepLooks[step.status]} variant="icon" />
            {[detail?.exchanges.at(-1)?.answer?.status, step.durationMs === null ? null : formatDuration(step.durationMs)]
              .filter((part) => part !== null && part !== undefined)
              .join(', ')}
          </span>
        )}
        <PinTools node={node} data={data} isEditing={isEditing} onEdit={() => setEditing(true)} />
      </header>
      {!pin && step && <StaleMark staleness={data.staleness} onRun={runHere} isRunning={run.isPending} />}
      {step?.error && !pin && !hasItems && (
        <div className={classes.error}>
          <ErrorNote error={step.error} />
        </div>
      )}
      {isEditing ? (
        <PinEditor node={node} data={data} onClose={() => setEditing(false)} />
      ) : output && hasItems ? (
        <ItemsView
          ports={output}
          name="output"
          label={texts.pane.outputOf(node.name)}
          totals={pin ? {} : (step?.itemsOut ?? {})}
          contract={contract}
          timeOf={timeOf}
        />
      ) : (
        ((!data.isLoading && !step?.error) || !may.see) && <NothingOut data={data} node={node} />
      )}
    </section>
  );
}

function NothingOut({ data, node }: { data: NodeData; node: FlowNode }) {
  const { run, sample } = useTestRun();
  const { may } = useEditor();
  if (!may.see) return <EmptyState title={texts.pane.notForYou}>{texts.pane.notForYouHelp}</EmptyState>;
  if (data.run && !data.step && isUnderWay(data.run.status))
    return <EmptyState title={texts.pane.running}>{texts.pane.runningHelp}</EmptyState>;
  if (data.step && data.detail && !data.detail.isCaptured)
    return <EmptyState title={texts.pane.notCaptured}>{texts.pane.notCapturedHelp}</EmptyState>;
  return (
    <EmptyState
      title={data.step ? texts.pane.nothingOut : data.stoppedAt ? texts.pane.stopped(data.stoppedAt.name) : texts.pane.notRun}
      action={
        sample &&
        may.test && (
          <Button size="xs" loading={run.isPending} onClick={() => run.mutate({ until: node.id, stay: true })}>
            {texts.pane.runToHere}
          </Button>
        )
      }
    >
      {sample ? texts.pane.withSample(sample.name) : texts.pane.noSample}
    </EmptyState>
  );
}

/** Items, their size, and the time of each, as far as it was kept. */
function factsTitle({ step, output }: NodeData): string {
  if (!step) return '';
  const items = Object.values(output ?? {}).flat();
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const size = texts.items.size(texts.items.count(items.length), formatBytes(bytes));
  return step.durationMs === null || step.itemsIn < 2
    ? size
    : `${size}. ${texts.items.perItem(formatDuration(step.durationMs / step.itemsIn))}`;
}
