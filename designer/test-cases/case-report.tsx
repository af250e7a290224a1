import type { TestCase } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { formatDuration } from '../kit/format.ts';
import { Note } from '../kit/note.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { acceptFinding, canAccept } from './accept-finding.ts';
import { CaseData } from './case-data.tsx';
import classes from './case-report.module.css';
import { placeOf } from './case-steps.ts';
import { FindingCard } from './finding-card.tsx';
import { Fold } from './fold.tsx';
import { type CaseState, isStale, reportOf } from './report-store.ts';
import { useCaseChange } from './use-case-change.ts';

/** What became of the case: the differences, and what each step gave. */
export function CaseReportView({ test, state, onRun }: { test: TestCase; state: CaseState | undefined; onRun: () => void }) {
  const { env, flowId, view } = useEditor();
  const flow = useDocument((document) => document.flow);
  const [, go] = useLocation();
  const { edit } = useCaseChange(test);
  const report = reportOf(state);
  if (state?.kind === 'broken') {
    return (
      <Note family="warn" icon="alert-triangle" role="alert">
        <strong>{texts.broken}:</strong> {state.reason}
      </Note>
    );
  }
  if (!report && state) {
    return (
      <Note family="info" icon="loader-2">
        {texts.looks.running}
      </Note>
    );
  }
  if (!report) {
    return (
      <Note family="idle" icon="circle-dashed">
        {test.systems === 'live' ? texts.notRunLive(env) : texts.notRun}
      </Note>
    );
  }
  const isOld = isStale(state, flow, test);
  const acceptable = report.findings.filter(canAccept);
  const nameOf = (nodeId: string) => flow.nodes.find(({ id }) => id === nodeId)?.name ?? nodeId;
  const accept = (findings: typeof report.findings, title: string) => {
    edit({ expect: findings.reduce(acceptFinding, test.expect) }, { title });
    onRun();
  };
  const openStep = (nodeId: string) => {
    openNode(view, nodeId);
    go(tabPath(flowId, 'design'));
  };
  const duration = formatDuration(report.durationMs);
  const [first] = report.findings;
  return (
    <div className={classes.report} data-stale={isOld || undefined} aria-live="polite">
      <Note
        family={isOld ? 'idle' : report.passed ? 'good' : 'bad'}
        icon={report.passed ? 'circle-check' : 'circle-x'}
        action={
          !isOld &&
          acceptable.length > 1 && (
            <Button size="xs" onClick={() => accept(acceptable, texts.undoNames.acceptAll(test.name))}>
              {texts.acceptAll(acceptable.length)}
            </Button>
          )
        }
      >
        <strong>{report.passed ? texts.passedIn(duration) : texts.failedIn(report.findings.length, duration)}</strong>{' '}
        {isOld && texts.stale}
      </Note>
      {report.findings.length > 0 && (
        <ul className={classes.findings} aria-label={texts.report}>
          {report.findings.map((finding) => (
            <FindingCard
              key={`${finding.part} ${finding.place} ${finding.kind}`}
              finding={finding}
              nameOf={nameOf}
              onAccept={() => accept([finding], texts.undoNames.accept(finding.place))}
              onOpenStep={openStep}
            />
          ))}
        </ul>
      )}
      {report.steps.length > 0 && (
        <Fold title={texts.came} facts={texts.cameHelp}>
          <CaseData report={report} startAt={first?.key ? (first.part === 'outputs' ? placeOf(first.key).node : first.key) : null} />
        </Fold>
      )}
    </div>
  );
}
