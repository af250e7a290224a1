import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { JsonView } from '../kit/json/json-view.tsx';
import { stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { CaseReport } from '../server/shapes.ts';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-report.module.css';

/** The steps of the case's run, and what the chosen one gave and sent. */
export function CaseData({ report, startAt }: { report: CaseReport; startAt: string | null }) {
  const reached = report.steps.filter(({ status }) => status !== 'skipped');
  const [chosen, setChosen] = useState<string | null>(startAt);
  const step = reached.find(({ nodeId }) => nodeId === chosen) ?? reached.findLast(({ nodeId }) => givenBy(report, nodeId).length > 0);
  return (
    <div className={classes.data}>
      <ul className={classes.steps} aria-label={texts.came}>
        {reached.map((each) => (
          <li key={each.nodeId}>
            <button
              type="button"
              className={classes.step}
              aria-current={each === step}
              data-chosen={each === step || undefined}
              title={texts.showData(each.name)}
              onClick={() => setChosen(each.nodeId)}
            >
              <StatusBadge look={stepLooks[each.status]} variant="icon" />
              <span className={classes.stepName}>{each.name}</span>
              <span className={classes.stepCount}>
                {texts.stepOut(Object.values(each.itemsOut).reduce((sum, count) => sum + count, 0))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.stepData}>
        {step && <StepData key={step.nodeId} report={report} nodeId={step.nodeId} name={step.name} error={step.error} />}
      </div>
      {report.data.isCut && <p className={classes.cut}>{texts.cameCut}</p>}
    </div>
  );
}

type Given = { readonly key: string; readonly title: string; readonly value: unknown };

function givenBy({ data }: CaseReport, nodeId: string): readonly Given[] {
  const outputs = Object.entries(data.outputs)
    .filter(([key]) => key.startsWith(`${nodeId}.`))
    .map(([key, value]) => ({ key, title: texts.output(key.slice(nodeId.length + 1)), value: value.length === 1 ? value[0] : value }));
  const sent = data.requests[nodeId];
  return sent ? [...outputs, { key: 'sent', title: texts.sent, value: sent.length === 1 ? sent[0] : sent }] : outputs;
}

function StepData({
  report,
  nodeId,
  name,
  error,
}: {
  report: CaseReport;
  nodeId: string;
  name: string;
  error: CaseReport['steps'][number]['error'];
}) {
  const given = givenBy(report, nodeId);
  const [key, setKey] = useState(given[0]?.key);
  const shown = given.find((one) => one.key === key) ?? given[0];
  return (
    <>
      {error && (
        <p className={classes.stepError}>
          <Glyph name="alert-circle" size={14} />
          <span>{error.message}</span>
          <code>{error.code}</code>
        </p>
      )}
      {shown ? (
        <JsonView key={shown.key} value={shown.value} label={`${name}, ${shown.title}`} name="test-case">
          {given.map((one) => (
            <button key={one.key} type="button" className={classes.port} aria-pressed={one === shown} onClick={() => setKey(one.key)}>
              {one.title}
            </button>
          ))}
        </JsonView>
      ) : (
        !error && <p className={classes.absent}>{texts.nothingGiven}</p>
      )}
    </>
  );
}
