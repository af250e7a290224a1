import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useStepRun } from '../editor/use-step-run.ts';
import { useTestRun } from '../editor/use-test-run.ts';
import { reasonOf } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import type { NodeData } from './use-node-data.ts';

/** Executes this step alone on the input beside it; of a trigger, and while nothing has come in, runs the sample up to it. */
export function TestStepButton({ node, data, label }: { node: FlowNode; data: NodeData; label: string }) {
  const { catalog, env } = useEditor();
  const stepRun = useStepRun();
  const { run, sample } = useTestRun();
  const kind = catalog.get(node.type, node.version)?.kind;
  const inputs = useMemo(() => wholeInputs(data), [data]);
  const { mutate } = stepRun;
  const { mutate: runToHere } = run;
  // Without input there is nothing to test it on: then the sample is run up to it.
  const isToHere = kind === 'trigger' || inputs === null;
  const canTest = isToHere ? sample !== undefined : true;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'step.test',
        title: texts.step.test,
        icon: 'player-play',
        group: texts.step.group,
        shortcut: 'mod+alt+enter',
        worksInFields: true,
        isEnabled: () => (canTest ? true : texts.step.noInput),
        run: () => (isToHere ? runToHere({ until: node.id, stay: true }) : mutate({ node: node.id, inputs })),
      },
    ],
    [canTest, inputs, isToHere, mutate, node.id, runToHere],
  );
  useCommands('test-step', commands);
  const failure = stepRun.error ?? run.error;
  const touchesOutside = kind === 'effect' || kind === 'read';
  const title = !canTest
    ? texts.step.noInput
    : isToHere
      ? texts.step.toHereTitle
      : touchesOutside
        ? texts.step.sendsTitle(env)
        : texts.step.testTitle;
  return (
    <>
      {failure && (
        <span role="alert" className="visually-hidden">
          {texts.step.failed(reasonOf(failure))}
        </span>
      )}
      <Tooltip label={failure ? texts.step.failed(reasonOf(failure)) : `${title}  Ctrl Alt Enter`} multiline maw={320}>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Glyph name={failure ? 'alert-circle' : 'player-play'} size={14} />}
          loading={stepRun.isPending || run.isPending}
          {...(!canTest && { 'data-disabled': true })}
          onClick={(event) => {
            if (!canTest) event.preventDefault();
            else if (isToHere) runToHere({ until: node.id, stay: true });
            else mutate({ node: node.id, inputs });
          }}
        >
          {label}
        </Button>
      </Tooltip>
    </>
  );
}

/** The input as a request takes it; null when nothing came in whole. */
function wholeInputs({ input }: NodeData): Record<string, unknown[]> | null {
  const ports = Object.entries(input).filter(([, items]) => items.length > 0);
  if (ports.length === 0 || ports.some(([, items]) => items.some((item) => item.isCut))) return null;
  return Object.fromEntries(ports.map(([port, items]) => [port, items.map((item) => item.json)]));
}
