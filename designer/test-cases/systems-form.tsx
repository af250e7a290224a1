import { type TestCase, testCaseSchema } from '@crossdock/flows/document/flow';
import { ActionIcon, Button, Menu, NumberInput, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import type { CaseReport } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { type Answer, endsByItself, type OutsideStep, outsideSteps, waitEnds } from './case-steps.ts';
import { Fold } from './fold.tsx';
import { JsonField } from './json-field.tsx';
import { PairsField } from './pairs-field.tsx';
import { useCaseChange } from './use-case-change.ts';

/** What other systems answer, step by step, and how waits end. */
export function SystemsForm({ test, report }: { test: TestCase; report: CaseReport | undefined }) {
  const { catalog, env } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const steps = useMemo(() => outsideSteps({ nodes }, catalog), [nodes, catalog]);
  const { edit } = useCaseChange(test);
  const gone = Object.keys(test.answers).filter((id) => !nodes.some((node) => node.id === id));
  const isLive = test.systems === 'live';
  const mode = (systems: string) => edit({ systems: systems === 'live' ? 'live' : 'mocked' }, { title: texts.systems });
  return (
    <section className={classes.section} aria-label={texts.systems}>
      <div className={classes.sectionHead}>
        <h3 className={classes.heading}>{texts.systems}</h3>
        {steps.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={texts.systems}
            value={test.systems}
            onChange={mode}
            data={(['mocked', 'live'] as const).map((value) => ({ value, label: texts.systemsMode[value] }))}
          />
        )}
      </div>
      {steps.length === 0 && <p className={classes.hint}>{texts.noCalls}</p>}
      {isLive && <p className={classes.hint}>{texts.liveHelp(env)}</p>}
      {steps
        .filter(({ isWait }) => isWait || !isLive)
        .map((step) => (
          <StepAnswers key={step.id} test={test} step={step} wasReached={wasReached(report, step.id)} />
        ))}
      {gone.map((id) => (
        <p key={id} className={classes.gone}>
          {texts.gone(id)}
          <ActionIcon
            variant="subtle"
            aria-label={texts.remove(id)}
            onClick={() => edit({ answers: without(test.answers, id) }, { title: texts.remove(id) })}
          >
            <Glyph name="x" size={14} />
          </ActionIcon>
        </p>
      ))}
    </section>
  );
}

function wasReached(report: CaseReport | undefined, id: string): boolean {
  return (report?.steps.find(({ nodeId }) => nodeId === id)?.itemsIn ?? 0) > 0;
}

function StepAnswers({ test, step, wasReached: isReached }: { test: TestCase; step: OutsideStep; wasReached: boolean }) {
  const { edit, endTyping } = useCaseChange(test);
  const answers = test.answers[step.id] ?? [];
  const set = (next: readonly Answer[], how: { field: string } | { title: string }) =>
    edit({ answers: next.length === 0 ? without(test.answers, step.id) : { ...test.answers, [step.id]: [...next] } }, how);
  const add = (body: unknown) =>
    set([...answers, testCaseSchema.shape.answers.unwrap().valueType.element.parse({ body })], {
      title: step.isWait ? texts.addEnd : texts.addAnswer,
    });
  const empty = step.isWait ? (endsByItself(step.type) ? texts.endsItself : texts.needsEnd) : texts.noAnswer;
  const isMissing = isReached && answers.length === 0 && !endsByItself(step.type);
  return (
    <Fold
      title={step.name}
      facts={answers.length === 0 ? empty : answers.map((answer) => summaryOf(step, answer)).join(', ')}
      isMarked={isMissing}
      actions={
        step.isWait ? (
          <Menu position="bottom-end" width={200}>
            <Menu.Target>
              <Button size="compact-xs" variant="subtle" leftSection={<Glyph name="plus" size={12} />}>
                {texts.addEnd}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {waitEnds(step.type).map(({ kind, body }) => (
                <Menu.Item key={kind} onClick={() => add(body)}>
                  {texts.ends[kind]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : (
          <Button size="compact-xs" variant="subtle" leftSection={<Glyph name="plus" size={12} />} onClick={() => add({})}>
            {texts.addAnswer}
          </Button>
        )
      }
    >
      {answers.map((answer, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by their turn
        <div key={i} className={classes.answer}>
          <div className={classes.answerHead}>
            <span className={classes.label}>{step.isWait ? texts.waitEnd(i + 1) : texts.answer(i + 1)}</span>
            {!step.isWait && (
              <NumberInput
                aria-label={`${step.name}, ${texts.answer(i + 1)}, ${texts.status}`}
                size="xs"
                w={86}
                min={100}
                max={599}
                value={answer.status}
                onChange={(status) =>
                  typeof status === 'number' && set(answers.with(i, { ...answer, status }), { field: `status ${step.id} ${i}` })
                }
                onBlur={endTyping}
              />
            )}
            <ActionIcon
              variant="subtle"
              ml="auto"
              aria-label={texts.removeAnswer(i + 1)}
              onClick={() =>
                set(
                  answers.filter((_, at) => at !== i),
                  { title: texts.removeAnswer(i + 1) },
                )
              }
            >
              <Glyph name="x" size={14} />
            </ActionIcon>
          </div>
          <JsonField
            label={`${step.name}, ${texts.answer(i + 1)}`}
            isLabelHidden
            rows={step.isWait ? 4 : 6}
            value={answer.body}
            onChange={(body) => {
              set(answers.with(i, { ...answer, body }), { field: `answer ${step.id} ${i}` });
              return null;
            }}
            onBlur={endTyping}
          />
          {!step.isWait && (
            <PairsField
              label={texts.headers}
              value={answer.headers}
              onChange={(headers) => set(answers.with(i, { ...answer, headers }), { field: `answer headers ${step.id} ${i}` })}
              onBlur={endTyping}
            />
          )}
        </div>
      ))}
    </Fold>
  );
}

function summaryOf({ isWait }: OutsideStep, { status, body }: Answer): string {
  const outcome = body !== null && typeof body === 'object' ? (body as { outcome?: unknown }).outcome : undefined;
  return isWait && typeof outcome === 'string' ? outcome : String(status);
}

function without(answers: TestCase['answers'], id: string): TestCase['answers'] {
  const { [id]: _, ...others } = answers;
  return others;
}
