import type { TestCase } from '@crossdock/flows/document/flow';
import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { CaseHead } from './case-head.tsx';
import { CaseReportView } from './case-report.tsx';
import { ExpectForm } from './expect-form.tsx';
import { MessageForm } from './message-form.tsx';
import { type CaseState, isStale, keepOrigin, reportOf, useOrigin } from './report-store.ts';
import { SystemsForm } from './systems-form.tsx';
import tabClasses from './test-cases.module.css';
import { WholeCase } from './whole-case.tsx';

/** One case: its report, what is given and what is expected. */
export function CaseDetail({
  test,
  state,
  onRun,
  onChoose,
}: {
  test: TestCase;
  state: CaseState | undefined;
  onRun: () => void;
  onChoose: (id: string) => void;
}) {
  const flow = useDocument((document) => document.flow);
  const [isJson, setJson] = useState(false);
  const report = reportOf(state);
  return (
    <section className={tabClasses.detail} aria-label={test.name}>
      <CaseHead
        test={test}
        state={state}
        isOld={isStale(state, flow, test)}
        isJson={isJson}
        onJson={setJson}
        onRun={onRun}
        onChoose={onChoose}
      />
      <div className={classes.scroll}>
        <OriginNote test={test} />
        <CaseReportView key={`report ${test.id}`} test={test} state={state} onRun={onRun} />
        {isJson ? (
          <WholeCase key={`whole ${test.id}`} test={test} />
        ) : (
          <div key={`form ${test.id}`} className={classes.columns}>
            <div className={classes.column}>
              <h2 className={classes.columnTitle}>{texts.given}</h2>
              <MessageForm test={test} />
              <SystemsForm test={test} report={report} />
            </div>
            <div className={classes.column}>
              <h2 className={classes.columnTitle}>{texts.expect}</h2>
              <ExpectForm test={test} report={report} />
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

/** Told once of a case that was made of a run: what is hidden in it, and what was loosened. */
function OriginNote({ test }: { test: TestCase }) {
  const { flowId } = useEditor();
  const origin = useOrigin(flowId, test.id);
  if (!origin) return null;
  return (
    <Note
      family="info"
      icon="git-branch"
      action={
        <ActionIcon variant="subtle" aria-label={texts.hide} onClick={() => keepOrigin(flowId, test.id, null)}>
          <Glyph name="x" size={14} />
        </ActionIcon>
      }
    >
      <strong>{texts.made(origin.run)}</strong> {texts.madeFrom.plain} {origin.loosened > 0 && texts.madeFrom.loosened(origin.loosened)}{' '}
      {origin.hasRedacted && texts.madeFrom.redacted}
    </Note>
  );
}
