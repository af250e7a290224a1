import { Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconFlask, IconPinned, IconPlayerPlay, IconPlus, IconRoute } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { reasonOf } from '../kit/error-note.tsx';
import { useFlowSamples } from '../server/queries.ts';
import type { Sample } from '../server/shapes.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { SampleDialog } from './sample-dialog.tsx';
import { sampleFacts } from './sample-facts.ts';
import classes from './test-bar.module.css';
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
        title: 'Run test',
        icon: 'player-play',
        group: 'Flow',
        shortcut: 'mod+enter',
        worksInFields: true,
        isEnabled: () => (sample ? true : 'There is no sample yet'),
        run: () => mutate({}),
      },
      {
        id: 'flow.test-to-here',
        title: 'Run to here',
        icon: 'player-play',
        group: 'Flow',
        shortcut: 'mod+shift+enter',
        worksInFields: true,
        isEnabled: () => (selected ? true : 'No step is selected'),
        run: () => mutate({ until: selected, stay: true }),
      },
    ],
    [mutate, sample, selected],
  );
  useCommands('test', commands);
  return (
    <div className={classes.place}>
      {run.error && (
        <p className={classes.failure} role="alert">
          The test did not start: {reasonOf(run.error)}
        </p>
      )}
      <div className={classes.bar}>
        <SamplePicker sample={sample} />
        <span className={classes.line} />
        <Tooltip
          label={selected ? 'Run up to the selected step and show its data here  Ctrl Shift Enter' : 'Select a step to run up to it'}
        >
          <Button
            size="xs"
            variant="subtle"
            className={classes.here ?? ''}
            {...((!selected || !sample) && { 'data-disabled': true })}
            onClick={(event) => (selected && sample ? mutate({ until: selected, stay: true }) : event.preventDefault())}
          >
            Run to here
          </Button>
        </Tooltip>
        <Button
          size="xs"
          variant="filled"
          leftSection={<IconPlayerPlay size={14} stroke={1.75} />}
          disabled={!sample}
          loading={run.isPending}
          onClick={() => mutate({})}
        >
          Run test <span className={classes.keys}>Ctrl Enter</span>
        </Button>
      </div>
    </div>
  );
}

const icons = { 'test case': IconFlask, run: IconRoute, example: IconPinned };

function SamplePicker({ sample }: { sample: Sample | undefined }) {
  const { flowId, view } = useEditor();
  const samples = useFlowSamples(flowId);
  const [isWriting, setIsWriting] = useState(false);
  const Icon = sample ? icons[sample.source] : IconFlask;
  const groups = (['test case', 'run', 'example'] as const).map((source) => ({
    source,
    samples: (samples.data ?? []).filter((each) => each.source === source),
  }));
  const titles = { 'test case': 'Test cases', run: 'From runs', example: 'Examples' };
  return (
    <>
      <Menu position="top-start" width={340}>
        <Menu.Target>
          <button type="button" className={classes.sample}>
            <span className={classes.label}>Sample</span>
            <Icon size={14} stroke={1.75} aria-hidden />
            <span className={classes.name}>{sample?.name ?? (samples.isPending ? '' : 'none yet')}</span>
            {sample && <span className={classes.facts}>{sampleFacts(sample)}</span>}
            <IconChevronDown size={14} stroke={1.75} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ''}>
          {groups.map(
            (group) =>
              group.samples.length > 0 && (
                <div key={group.source}>
                  <Menu.Label>{titles[group.source]}</Menu.Label>
                  {group.samples.map((each) => (
                    <Menu.Item
                      key={each.id}
                      onClick={() => view.setState({ sampleId: each.id })}
                      rightSection={<span className={classes.facts}>{sampleFacts(each)}</span>}
                    >
                      {each.name}
                    </Menu.Item>
                  ))}
                </div>
              ),
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={14} stroke={1.75} />} onClick={() => setIsWriting(true)}>
            Write a message
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isWriting && <SampleDialog start={sample} onClose={() => setIsWriting(false)} />}
    </>
  );
}
