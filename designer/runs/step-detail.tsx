import { Button, Tabs } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote, FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { isUnderWay, stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useNow } from '../kit/use-now.ts';
import { useRun, useStep } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { Exception, RunDetail, ShownItem, Step, StepDetail as StepData } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { environmentNamed } from '../shell/environment.ts';
import { dataTexts } from '../texts/data.ts';
import { runStepsTexts as words } from '../texts/run-steps.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { ExchangeList } from './exchange-list.tsx';
import { faultPlace, fixPath } from './fault-place.ts';
import { LedgerList } from './ledger-list.tsx';
import { LineageView } from './lineage-view.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { canReplay, effectSums, replayCount, statusDetail } from './run-words.ts';
import classes from './step-detail.module.css';
import { StepErrors } from './step-errors.tsx';
import { StepItems } from './step-items.tsx';

const texts = dataTexts.lineage;

type Props = {
  runId: string;
  selectedNode: string | null;
  /** Called with the new run when a replay has begun. */
  onReplayed?: (runId: string) => void;
  /** Shows another step. */
  onSelect: (nodeId: string) => void;
  /** The item to begin with, such as the one that a link names. */
  startItem?: string | null;
};

/** An item that was asked for, and where it is to be shown. */
type Focus = { readonly nodeId: string; readonly itemId: string | null; readonly tab: 'input' | 'lineage' };

/** One step of a run: error, input, output, request and answer, effects, and replay from here. */
export function StepDetail({ runId, selectedNode, onSelect, onReplayed, startItem = null }: Props) {
  const run = useRun(runId).data;
  const step = run?.steps.find((candidate) => candidate.nodeId === selectedNode);
  const [asked, setAsked] = useState<Focus | null>(
    selectedNode !== null && startItem !== null ? { nodeId: selectedNode, itemId: startItem, tab: 'lineage' } : null,
  );
  if (!run || !step) return <EmptyState title={texts.noStep}>{texts.noStepHelp}</EmptyState>;
  const open = (nodeId: string, itemId: string | null) => {
    setAsked({ nodeId, itemId, tab: 'input' });
    onSelect(nodeId);
  };
  const focus = asked?.nodeId === step.nodeId ? asked : null;
  return (
    <Detail
      key={`${step.nodeId} ${focus?.itemId ?? ''} ${focus?.tab ?? ''}`}
      run={run}
      step={step}
      focus={focus}
      onOpen={open}
      onReplayed={onReplayed}
    />
  );
}

type DetailProps = {
  run: RunDetail;
  step: Step;
  focus: Focus | null;
  onOpen: (nodeId: string, itemId: string | null) => void;
  onReplayed: ((runId: string) => void) | undefined;
};

function Detail({ run, step, focus, onOpen, onReplayed }: DetailProps) {
  const now = useNow();
  const isProd = environmentNamed(useSignedIn().environments, run.env).class === 'prod';
  const [isReplaying, setReplaying] = useState(false);
  const [isDismissing, setDismissing] = useState(false);
  const [corrected, setCorrected] = useState<ShownItem | undefined>(undefined);
  const exceptions = run.exceptions.filter((exception) => exception.nodeId === step.nodeId);
  const effects = run.effects.filter((effect) => effect.nodeId === step.nodeId);
  const hasError = step.error !== null || exceptions.length > 0;
  const [chosenTab, setTab] = useState<string | null>(focus?.tab ?? null);
  const [chosenException, chooseException] = useState<string | null>(null);
  const [item, setItem] = useState<string | null>(focus?.itemId ?? null);
  const exception = exceptions.find((candidate) => candidate.id === chosenException) ?? exceptions[0];
  const tab = chosenTab ?? (hasError ? 'error' : step.itemsIn > 0 ? 'input' : 'output');
  const may = useMay();
  const mayReplay = may('runs.replay', run.env, run.channel);
  const maySee = may('payloads.read', run.env, run.channel);
  const data = useStep(run.id, maySee ? step.nodeId : null);
  const phase = useLoadingPhase(data.isPending);
  const open = replayCount(run, step.nodeId);
  const refusal = canReplay(run, now);
  const hasCalls = effects.length > 0 || (data.data?.exchanges.length ?? 0) > 0 || step.status === 'waiting';
  const isFirst = run.steps[0]?.nodeId === step.nodeId;

  return (
    <section className={classes.root} aria-label={words.step(step.name)}>
      <Tabs value={tab} onChange={setTab} className={classes.tabs ?? ''} keepMounted={false}>
        <header className={classes.head}>
          <StatusBadge look={stepLooks[step.status]} variant="icon" size={16} />
          <h2 className={classes.name} title={step.name}>
            {step.name}
          </h2>
          <span className={classes.hint}>{statusDetail(step, now) ?? step.caption}</span>
          <Tabs.List className={classes.tabList ?? ''}>
            {hasError && <CountedTab value="error" title={words.tabs.error} count={exceptions.length} />}
            <CountedTab value="input" title={words.tabs.input} count={step.itemsIn} />
            <CountedTab
              value="output"
              title={words.tabs.output}
              count={Object.values(step.itemsOut).reduce((sum, count) => sum + count, 0)}
            />
            {(data.data?.exchanges.length ?? 0) > 0 && <CountedTab value="exchanges" title={words.tabs.exchanges} count={0} />}
            {hasCalls && <CountedTab value="effects" title={words.tabs.effects} count={effects.length} />}
            <CountedTab value="lineage" title={texts.title} count={0} />
          </Tabs.List>
          <div className={classes.actions}>
            {may('flows.edit', undefined, run.channel) && <FixButton run={run} step={step} exception={exception} itemId={item} />}
            {mayReplay && open > 0 && <Button onClick={() => setDismissing(true)}>{words.dismiss(open)}</Button>}
            {mayReplay && open > 0 && (
              <Button
                variant={isProd ? 'prod' : 'filled'}
                disabled={refusal !== true}
                title={refusal === true ? undefined : refusal}
                leftSection={<Glyph name="refresh" size={14} />}
                onClick={() => setReplaying(true)}
              >
                {words.replay(open)}
              </Button>
            )}
          </div>
        </header>
        <div className={classes.body}>
          {!maySee ? (
            <WithoutData run={run} step={step} tab={tab} />
          ) : data.isError && !data.data ? (
            <div className={classes.padded}>
              <FailureNote what={words.dataFailed} failure={data.error} onRetry={() => void data.refetch()} />
            </div>
          ) : phase !== 'ready' || !data.data ? (
            phase === 'skeleton' && <Skeleton rows={6} rowHeight={22} what={words.data} />
          ) : (
            <Panels
              run={run}
              step={step}
              data={data.data}
              exception={exception}
              onException={chooseException}
              item={item ?? exception?.itemId ?? null}
              onLineage={(id) => {
                setItem(id);
                setTab('lineage');
              }}
              onItem={setItem}
              onOpen={onOpen}
              onCorrect={mayReplay && refusal === true && !isUnderWay(run.status) && !isFirst ? setCorrected : undefined}
            />
          )}
        </div>
      </Tabs>
      <ReplayDialog
        runId={run.id}
        from={step.nodeId}
        count={open}
        isProd={isProd}
        isOpen={isReplaying}
        onClose={() => setReplaying(false)}
        onReplayed={onReplayed}
      />
      <ReplayDialog
        runId={run.id}
        from={step.nodeId}
        item={corrected}
        count={1}
        isProd={isProd}
        isOpen={corrected !== undefined}
        onClose={() => setCorrected(undefined)}
        onReplayed={onReplayed}
      />
      <DismissDialog
        runId={run.id}
        isProd={isProd}
        exceptions={exceptions.filter(({ state }) => state === 'open')}
        isOpen={isDismissing}
        onClose={() => setDismissing(false)}
      />
    </section>
  );
}

/** What is told of a step to somebody who may not see the content of messages: what went wrong, and its effects. */
function WithoutData({ run, step, tab }: { run: RunDetail; step: Step; tab: string }) {
  const exception = run.exceptions.find(({ nodeId }) => nodeId === step.nodeId);
  const error = exception?.error ?? step.error;
  return (
    <div className={classes.padded}>
      {tab === 'error' && error ? (
        <ErrorNote error={error} />
      ) : (
        <EmptyState title={dataTexts.pane.notForYou}>{dataTexts.pane.notForYouHelp}</EmptyState>
      )}
    </div>
  );
}

/** Opens the draft where the step failed, with the item that failed beside its form. */
function FixButton({
  run,
  step,
  exception,
  itemId,
}: {
  run: RunDetail;
  step: Step;
  exception: Exception | undefined;
  itemId: string | null;
}) {
  const place = faultPlace(exception?.error ?? step.error);
  const href = fixPath({
    flowId: run.flow.id,
    runId: exception?.runId ?? run.id,
    nodeId: step.nodeId,
    itemId: itemId ?? exception?.itemId ?? null,
    field: place?.field ?? null,
  });
  return (
    <Button component={Link} href={href} leftSection={<Glyph name="tool" size={14} />} title={dataTexts.fix.title}>
      {dataTexts.fix.button}
    </Button>
  );
}

type PanelsProps = {
  run: RunDetail;
  step: Step;
  data: StepData;
  exception: Exception | undefined;
  onException: (id: string) => void;
  item: string | null;
  onItem: (itemId: string) => void;
  onLineage: (itemId: string) => void;
  onOpen: (nodeId: string, itemId: string | null) => void;
  onCorrect: ((item: ShownItem) => void) | undefined;
};

function Panels({ run, step, data, exception, onException, item, onItem, onLineage, onOpen, onCorrect }: PanelsProps) {
  const exceptions = run.exceptions.filter((exception) => exception.nodeId === step.nodeId);
  const effects = run.effects.filter((effect) => effect.nodeId === step.nodeId);
  const nothing = nothingText(run, step, data);
  return (
    <>
      <Tabs.Panel value="error" className={classes.scrolling}>
        <StepErrors
          env={run.env}
          error={step.error}
          exceptions={exceptions}
          current={exception}
          onChoose={onException}
          items={Object.values(data.input).flat()}
          exchanges={data.exchanges}
          summary={summaryOf(step, effectSums(effects))}
          isPassing={isUnderWay(step.status)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="input" className={classes.panel ?? ''}>
        <StepItems
          items={data.input}
          totals={totalsIn(step, data)}
          direction="input"
          stepName={step.name}
          empty={nothing}
          current={item}
          onItem={onItem}
          onLineage={onLineage}
          onCorrect={onCorrect}
        />
      </Tabs.Panel>
      <Tabs.Panel value="output" className={classes.panel ?? ''}>
        <StepItems
          items={data.output}
          totals={step.itemsOut}
          direction="output"
          stepName={step.name}
          empty={nothing}
          current={item}
          onItem={onItem}
          onLineage={onLineage}
        />
      </Tabs.Panel>
      <Tabs.Panel value="lineage" className={classes.scrolling}>
        <LineageView runId={exception?.runId ?? run.id} nodeId={step.nodeId} itemId={item ?? firstItem(data)} onOpen={onOpen} />
      </Tabs.Panel>
      <Tabs.Panel value="exchanges" className={classes.scrolling}>
        <ExchangeList exchanges={data.exchanges} />
      </Tabs.Panel>
      <Tabs.Panel value="effects" className={classes.scrolling}>
        <LedgerList runId={run.id} nodeId={step.nodeId} isUnderWay={isUnderWay(run.status)} />
      </Tabs.Panel>
    </>
  );
}

function CountedTab({ value, title, count }: { value: string; title: string; count: number }) {
  return (
    <Tabs.Tab value={value}>
      {title}
      {count > 0 && <span className={classes.count}>{count}</span>}
    </Tabs.Tab>
  );
}

/** The item whose way is shown unless a person chooses another. */
function firstItem({ input, output }: StepData): string | null {
  const items = Object.values(input).flat();
  return (items.find((candidate) => candidate.error !== null) ?? items[0] ?? Object.values(output).flat()[0])?.id ?? null;
}

/** How many items came in, as far as that is known by port. */
function totalsIn(step: Step, { input }: StepData): Record<string, number> {
  const ports = Object.keys(input).filter((port) => (input[port]?.length ?? 0) > 0);
  return ports.length === 1 ? { [ports[0] ?? '']: step.itemsIn } : {};
}

function nothingText(run: RunDetail, step: Step, data: StepData): string {
  if (step.status === 'skipped') return words.nothing.skipped;
  if (step.status === 'pending' || isUnderWay(step.status)) return words.nothing.yet;
  if (!data.isCaptured) return run.capture === 'none' ? words.nothing.keepsNone : words.nothing.gone;
  return words.nothing.noItems;
}

/** `Tried 5 times. 31 confirmed, 1 unknown.` */
function summaryOf(step: Step, effects: string): string {
  return effects === '' ? words.tried(step.attempts) : words.triedWith(step.attempts, effects);
}
