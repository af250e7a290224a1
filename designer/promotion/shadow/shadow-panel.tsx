import { Button, Progress, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import type { Promotion, ShadowReport } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { shadowTexts as texts } from '../../texts/shadow.ts';
import { valueWords } from '../changes/value-words.ts';
import { keepRequest, requestCalls } from '../request/request-calls.ts';
import classes from './shadow-panel.module.css';
import { useShadow } from './shadow-queries.ts';
import { ShadowRunsDialog } from './shadow-runs-dialog.tsx';
import { areOrders, fieldOf, type ShadowGroup, sentenceOf, stepName } from './shadow-words.ts';

/** So many sentences stand beside the gates; the list has all. */
const told = 3;

/** What the last messages of the target would do on what is to come: run, watched, and told in a few sentences. */
export function ShadowPanel({ request }: { request: Promotion }) {
  const { id, to, shadow, policy } = request;
  const may = useMay();
  const run = useMutation({ mutationFn: () => requestCalls.runShadow(id), onSuccess: keepRequest });
  if (shadow.state === 'none' && !shadow.mayRun) return null;
  const isRunning = shadow.state === 'running' || run.isPending;
  const isDone = shadow.state === 'done' && !shadow.isStale;
  const mayRun = shadow.mayRun && may('promotions.request', to) && !isRunning;
  return (
    <section className={classes.panel} aria-label={texts.title}>
      {isRunning ? (
        <Running looked={shadow.looked} total={shadow.total} />
      ) : isDone ? (
        <Found request={request} />
      ) : (
        <p>
          <strong>{texts.lead}</strong> {whyNot(request)}
        </p>
      )}
      {run.isError && <FailureNote what={texts.failed} failure={run.error} />}
      {mayRun && (
        <div>
          <Button
            size="xs"
            variant={isDone ? 'subtle' : 'default'}
            leftSection={<Glyph name="player-play" size={12} />}
            className={isDone ? (classes.again ?? '') : ''}
            onClick={() => run.mutate()}
          >
            {shadow.state === 'none' ? texts.run : texts.again}
          </Button>
        </div>
      )}
      {policy.shadow === 'before approval' && !isDone && !isRunning && <p className={classes.hint}>{texts.obligatory(to)}</p>}
    </section>
  );
}

function whyNot({ to, shadow, policy }: Promotion): string {
  if (shadow.state === 'none') return texts.notRun(policy.shadowRuns, to);
  return shadow.isStale ? texts.stale(to) : texts.notFinished(shadow.failure ?? '');
}

function Running({ looked, total }: { looked: number; total: number }) {
  return (
    <>
      <p role="status">
        <strong>{texts.lead}</strong> {texts.looking(looked, total)}
      </p>
      <Progress value={total === 0 ? 0 : (looked / total) * 100} size="sm" aria-label={texts.progress} />
    </>
  );
}

function Found({ request }: { request: Promotion }) {
  const { id, to, shadow } = request;
  const [isOpen, setIsOpen] = useState(false);
  const report = useShadow(id, shadow.endedAt, shadow.differ > 0);
  const compared = shadow.same + shadow.differ;
  const groups = report.data?.summary.groups ?? shadow.groups;
  const orders = areOrders(report.data?.runs ?? []);
  return (
    <>
      <p>
        <strong>{texts.lead}</strong>{' '}
        {shadow.differ === 0
          ? compared === 0
            ? texts.nothing(to)
            : texts.same(compared)
          : groups.slice(0, told).map((group) => (
              <span key={JSON.stringify(group)}>
                <Sentence group={group} summary={shadow} isOfOrders={orders} />{' '}
              </span>
            ))}
        {shadow.differ > 0 && (groups.length > told ? texts.others(groups.length - told) : texts.noOther)}{' '}
        {shadow.differ > 0 && (
          <UnstyledButton className={classes.see ?? ''} onClick={() => setIsOpen(true)}>
            {texts.see(texts.what(shadow.differ, orders))}
          </UnstyledButton>
        )}
      </p>
      {report.isError && <FailureNote what={texts.reportFailed} failure={report.error} onRetry={() => void report.refetch()} />}
      {shadow.unanswered.map(({ flow, step }) => (
        <p key={`${flow} ${step}`} className={classes.hint}>
          {texts.unanswered(stepName(shadow, flow, step))}
        </p>
      ))}
      {shadow.leftOut.map(({ why, count }) => (
        <p key={why} className={classes.hint}>
          {texts.leftOut[why](count)}
        </p>
      ))}
      {shadow.isOutOfTime && <p className={classes.hint}>{texts.outOfTime(shadow.looked, shadow.total)}</p>}
      {report.data && !report.data.hasValues && <p className={classes.hint}>{texts.noValues(to)}</p>}
      {isOpen && report.data && <ShadowRunsDialog env={to} report={report.data} onClose={() => setIsOpen(false)} />}
    </>
  );
}

type Props = { readonly group: ShadowGroup; readonly summary: Pick<ShadowReport['summary'], 'flows'>; readonly isOfOrders: boolean };

function Sentence({ group, summary, isOfOrders }: Props) {
  return (
    <Phrase
      text={sentenceOf(group)}
      runs={texts.what(group.count, isOfOrders)}
      step={stepName(summary, group.flow, group.step)}
      field={<code className={classes.code}>{fieldOf(group)}</code>}
      from={<code className={classes.code}>{valueWords(group.from) ?? 'null'}</code>}
      code={<code className={classes.code}>{group.code ?? ''}</code>}
      to={<code className={classes.code}>{valueWords(group.to) ?? 'null'}</code>}
    />
  );
}
