import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { runCommand } from '../commands/registry.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { guideTexts as texts } from '../texts/guide.ts';
import { addAtEnd } from './add-at-end.ts';
import classes from './guide.module.css';
import { callOf, type GuideStep, nextStep } from './guide-steps.ts';
import { useGuideSteps } from './use-guide.ts';

/** What comes next on the way to a first running flow; beside the canvas, never in front of it. */
export function GuidePanel({ onHide }: { onHide: () => void }) {
  const steps = useGuideSteps();
  const [isSmall, setSmall] = useState(false);
  const next = nextStep(steps);
  const done = steps.filter((step) => step.isDone).length;
  return (
    <aside className={classes.panel} aria-label={texts.title}>
      <header className={classes.head}>
        <b>{texts.title}</b>
        <span className={classes.progress}>{texts.progress(done, steps.length)}</span>
        <Tooltip label={isSmall ? texts.expand : texts.collapse}>
          <ActionIcon
            size="xs"
            aria-label={isSmall ? texts.expand : texts.collapse}
            aria-expanded={!isSmall}
            onClick={() => setSmall(!isSmall)}
          >
            <Glyph name={isSmall ? 'chevron-down' : 'chevron-up'} size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={texts.hide}>
          <ActionIcon size="xs" aria-label={texts.hide} onClick={onHide}>
            <Glyph name="x" size={14} />
          </ActionIcon>
        </Tooltip>
      </header>
      {!isSmall && (
        <>
          <ol className={classes.steps}>
            {steps.map((step) => (
              <li key={step.name} data-done={step.isDone || undefined} aria-current={step === next ? 'step' : undefined}>
                <span className={classes.mark}>
                  <Glyph name={step.isDone ? 'circle-check' : 'circle-dashed'} size={14} />
                </span>
                <span>{texts.steps[step.name].title}</span>
                {step === next && <NextStep step={step} />}
              </li>
            ))}
          </ol>
          {next === null && <Finished />}
        </>
      )}
    </aside>
  );
}

function NextStep({ step }: { step: GuideStep }) {
  const words = texts.steps[step.name];
  const { title, act } = useStepAction(step);
  return (
    <div className={classes.next}>
      <p>{words.text}</p>
      <Button size="xs" variant="filled" onClick={act}>
        {title}
      </Button>
    </div>
  );
}

/** The button of a step: adds what is missing, or goes to where it is done. */
function useStepAction({ name, node }: GuideStep): { title: string; act: () => void } {
  const editor = useEditor();
  const { flowId, env, view } = editor;
  const flow = useDocument((state) => state.flow);
  const [, go] = useLocation();
  const clipboard = useClipboard({ timeout: 2000 });
  const words = texts.steps[name];
  const title = node && 'actionOpen' in words ? words.actionOpen : words.action;
  switch (name) {
    case 'trigger':
      return {
        title,
        act: () => {
          if (node) openNode(view, node.id, { tab: 'settings', field: 'path' });
          else addAtEnd(editor, 'trigger.webhook', 'path');
        },
      };
    case 'sample':
      return { title, act: () => runCommand('flow.sample') };
    case 'map':
      return { title, act: () => go(`/flows/${flowId}/map/${node?.id ?? addAtEnd(editor, 'transform.map')}`) };
    case 'decide':
      return { title, act: () => go(`/flows/${flowId}/table/${node?.id ?? addAtEnd(editor, 'rule.decision-table')}`) };
    case 'send':
      return {
        title,
        act: () => {
          if (node) openNode(view, node.id, { tab: 'settings', field: 'connection' });
          else addAtEnd(editor, 'connector.http', 'connection');
        },
      };
    case 'test':
      return { title, act: () => runCommand('flow.test') };
    case 'publish':
      return { title, act: () => runCommand('flow.publish') };
    case 'live':
      return {
        title: clipboard.copied ? texts.copied : title,
        act: () => clipboard.copy(callOf(flow, window.location.origin, env) ?? ''),
      };
  }
}

function Finished() {
  const { flowId } = useEditor();
  const [, go] = useLocation();
  return (
    <div className={classes.finished}>
      <p>
        <b>{texts.doneTitle}</b> {texts.doneText}
      </p>
      <Button size="xs" onClick={() => go(`/flows/${flowId}/runs`)}>
        {texts.openRuns}
      </Button>
      <Button size="xs" onClick={() => go('/reference')}>
        {texts.openReference}
      </Button>
    </div>
  );
}
