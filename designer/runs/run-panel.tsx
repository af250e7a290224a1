import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote, FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { isUnderWay } from '../kit/status.ts';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useRun, useStep } from '../server/queries.ts';
import type { RunDetail } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useMay } from '../server/use-may.ts';
import { dataTexts } from '../texts/data.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { EffectList } from './effect-list.tsx';
import { ExchangeList } from './exchange-list.tsx';
import { RunActions } from './run-actions.tsx';
import classes from './run-panel.module.css';
import { RunStatusBadge } from './run-status.tsx';
import { RunWaits } from './run-waits.tsx';
import { versionText, whatHappened } from './run-words.ts';
import { StepItems } from './step-items.tsx';
import { StepList } from './step-list.tsx';
import { useSelectedStep } from './use-selected-step.ts';

/** One run beside the list: what happened, what can be done, and its trace, data, effects, request and answer. */
export function RunPanel({ runId, env, onClose }: { runId: string; env: string; onClose: () => void }) {
  const run = useRun(runId);
  const phase = useLoadingPhase(run.isPending);
  useLiveEvents({ env, run: runId });
  return (
    <aside className={classes.panel} aria-label={texts.run}>
      {run.isError && !run.data && (
        <div className={classes.padded}>
          <FailureNote what={texts.theRunCouldNotBe} failure={run.error} onRetry={() => void run.refetch()} />
        </div>
      )}
      {phase === 'skeleton' && <Skeleton rows={10} rowHeight={28} what={texts.theRun} />}
      {phase === 'ready' && run.data && <Loaded key={runId} run={run.data} onClose={onClose} />}
    </aside>
  );
}

function Loaded({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const maySee = useMay()('payloads.read', run.env, run.channel);
  const [tab, setTab] = useState<string | null>('trace');
  const [node, setChosen] = useSelectedStep(run);
  const nameOf = (nodeId: string) => run.steps.find((step) => step.nodeId === nodeId)?.name ?? nodeId;
  return (
    <>
      <header className={classes.head}>
        <div className={classes.titleRow}>
          <h2 className={classes.title}>{run.title}</h2>
          <RunStatusBadge run={run} variant="pill" />
          <span className={classes.buttons}>
            <Tooltip label={texts.openAsAPageO}>
              <ActionIcon component={Link} href={`/runs/${run.id}`} aria-label={texts.openAsAPage}>
                <Glyph name="external-link" />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={texts.closeEsc}>
              <ActionIcon onClick={onClose} aria-label={texts.closeTheRun}>
                <Glyph name="x" />
              </ActionIcon>
            </Tooltip>
          </span>
        </div>
        <div className={classes.where}>
          <KeyText tone="hint" isCopyable>
            {run.id}
          </KeyText>
          <Link href={`/flows/${run.flow.id}`} className="ellipsis">
            {run.flow.name}
          </Link>
          <span>{versionText(run)}</span>
          <span>{run.env}</span>
        </div>
      </header>
      <div className={classes.summary}>
        {run.error ? <ErrorNote error={run.error} isPassing={isUnderWay(run.status)} /> : <p>{whatHappened(run)}</p>}
        <RunWaits waits={run.waits} />
        <RunActions run={run} />
      </div>
      <Tabs value={tab} onChange={setTab} className={classes.tabs ?? ''} keepMounted={false}>
        <Tabs.List className={classes.tabList ?? ''}>
          <Tabs.Tab value="trace">{texts.trace}</Tabs.Tab>
          <Tabs.Tab value="data">{texts.data}</Tabs.Tab>
          <Tabs.Tab value="effects">
            {texts.effectsTab} {run.effects.length > 0 && <span className={classes.count}>{run.effects.length}</span>}
          </Tabs.Tab>
          <Tabs.Tab value="exchanges">{texts.requestAndAnswer}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="trace" className={classes.fill ?? ''}>
          <StepList runId={run.id} selectedNode={node} onSelect={setChosen} isCompact />
        </Tabs.Panel>
        <Tabs.Panel value="data" className={classes.fill ?? ''}>
          {node !== null && maySee && <StepData runId={run.id} nodeId={node} name={nameOf(node)} />}
          {!maySee && <EmptyState title={dataTexts.pane.notForYou}>{dataTexts.pane.notForYouHelp}</EmptyState>}
        </Tabs.Panel>
        <Tabs.Panel value="effects" className={classes.scrolling}>
          <EffectList effects={run.effects} nameOf={nameOf} />
        </Tabs.Panel>
        <Tabs.Panel value="exchanges" className={classes.scrolling}>
          {node !== null && maySee && <StepExchanges run={run} nodeId={node} />}
          {!maySee && <EmptyState title={dataTexts.pane.notForYou}>{dataTexts.pane.notForYouHelp}</EmptyState>}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function StepData({ runId, nodeId, name }: { runId: string; nodeId: string; name: string }) {
  const step = useStep(runId, nodeId);
  if (step.isError) return <FailureNote what={texts.theDataCouldNotBe} failure={step.error} onRetry={() => void step.refetch()} />;
  if (!step.data) return null;
  const hasInput = Object.values(step.data.input).some((items) => items.length > 0);
  return (
    <div className={classes.data}>
      <p className={classes.of}>
        {hasInput ? texts.cameInto : texts.cameOutOf} <strong>{name}</strong>
      </p>
      <StepItems
        items={hasInput ? step.data.input : step.data.output}
        direction={hasInput ? 'input' : 'output'}
        stepName={name}
        empty={texts.noDataWasKeptOf}
      />
    </div>
  );
}

/** The exchanges of the chosen step, or of the first step that had an effect. */
function StepExchanges({ run, nodeId }: { run: RunDetail; nodeId: string }) {
  const own = useStep(run.id, nodeId);
  const other = run.effects.find((effect) => effect.outcome !== 'not sent')?.nodeId ?? nodeId;
  const fallback = useStep(run.id, other);
  const exchanges = own.data?.exchanges.length ? own.data.exchanges : fallback.data?.exchanges;
  return exchanges ? <ExchangeList key={nodeId} exchanges={exchanges} /> : null;
}
