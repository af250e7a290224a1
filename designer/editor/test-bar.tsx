import { Button, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useView } from '../state/editor-context.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import { SamplePicker } from './sample-picker.tsx';
import classes from './test-bar.module.css';
import { TestFailure } from './test-failure.tsx';
import { useTestRun } from './use-test-run.ts';

/** Bottom centre: which message the draft is tested with, and the two ways to test it. */
export function TestBar() {
  const selected = useView((view) => (view.selected.length === 1 ? view.selected[0] : undefined));
  const { run, sample } = useTestRun();
  const { mutate } = run;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'flow.test',
        title: texts.samples.runTest,
        icon: 'player-play',
        group: texts.samples.group,
        shortcut: 'mod+enter',
        worksInFields: true,
        isEnabled: () => (sample ? true : texts.samples.noSample),
        run: () => mutate({}),
      },
      {
        id: 'flow.test-to-here',
        title: texts.pane.runToHere,
        icon: 'player-play',
        group: texts.samples.group,
        shortcut: 'mod+shift+enter',
        worksInFields: true,
        isEnabled: () => (selected ? true : texts.samples.noStep),
        run: () => mutate({ until: selected, stay: true }),
      },
    ],
    [mutate, sample, selected],
  );
  useCommands('test', commands);
  return (
    <div className={classes.place}>
      {run.error && <TestFailure key={run.submittedAt} error={run.error} />}
      <div className={classes.bar}>
        <SamplePicker sample={sample} />
        <span className={classes.line} />
        <Tooltip label={selected ? texts.samples.toHereTitle : texts.samples.selectStep}>
          <Button
            size="xs"
            variant="subtle"
            className={classes.here ?? ''}
            {...((!selected || !sample) && { 'data-disabled': true })}
            onClick={(event) => (selected && sample ? mutate({ until: selected, stay: true }) : event.preventDefault())}
          >
            {texts.pane.runToHere}
          </Button>
        </Tooltip>
        <Button
          size="xs"
          variant="filled"
          leftSection={<Glyph name="player-play" size={14} />}
          disabled={!sample}
          loading={run.isPending}
          onClick={() => mutate({})}
        >
          {texts.samples.runTest} <span className={classes.keys}>{texts.samples.keys}</span>
        </Button>
      </div>
    </div>
  );
}
