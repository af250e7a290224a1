import { Button, Popover, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Glyph } from '../kit/glyph.tsx';
import { keepEscape } from '../kit/keep-escape.ts';
import { usePins } from '../server/pins.ts';
import { useFlowSamples, useSamplesByKey } from '../server/queries.ts';
import type { Sample } from '../server/shapes.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import { SampleDialog } from '../test-cases/sample-dialog.tsx';
import { sampleFacts } from '../test-cases/sample-facts.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './sample-picker.module.css';
import { useSaveSample } from './use-save-sample.ts';

const icons: Record<Sample['source'], string> = { 'test case': 'flask', run: 'route', example: 'bulb' };
const groups = [
  { source: 'test case', title: texts.samples.cases },
  { source: 'example', title: texts.samples.examples },
  { source: 'run', title: texts.samples.runs },
] as const;

/** Which message the draft is tested with: test cases, examples, messages of past runs by business key, or one's own. */
export function SamplePicker({ sample }: { sample: Sample | undefined }) {
  const { flowId } = useEditor();
  const samples = useFlowSamples(flowId);
  const [isOpen, setOpen] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const commands = useMemo<Command[]>(
    () => [{ id: 'flow.sample', title: texts.samples.write, icon: 'flask', group: texts.samples.group, run: () => setWriting(true) }],
    [],
  );
  useCommands('sample', commands);
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="top-start" width={400} trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={classes.sample} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span className={classes.label}>{texts.samples.sample}</span>
            <Glyph name={sample ? icons[sample.source] : 'flask'} size={14} />
            <span className={classes.name}>{sample?.name ?? (samples.isPending ? '' : texts.samples.none)}</span>
            {sample && <span className={classes.facts}>{sampleFacts(sample)}</span>}
            <Glyph name="chevron-down" size={14} />
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown ?? ''} onKeyDown={keepEscape}>
          {isOpen && (
            <Choices
              current={sample}
              onDone={() => setOpen(false)}
              onWrite={() => {
                setOpen(false);
                setWriting(true);
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      {isWriting && <SampleDialog start={sample} onClose={() => setWriting(false)} />}
    </>
  );
}

type ChoicesProps = { current: Sample | undefined; onDone: () => void; onWrite: () => void };

function Choices({ current, onDone, onWrite }: ChoicesProps) {
  const { flowId, env, view } = useEditor();
  const samples = useFlowSamples(flowId);
  const [text, setText] = useState('');
  const [key] = useDebouncedValue(text.trim(), 250);
  const found = useSamplesByKey(flowId, env, key);
  const wanted = text.trim().toLowerCase();
  const own = useView((state) => state.ownSample);
  const known = [...(own && own.source !== 'run' ? [own] : []), ...(samples.data ?? [])];
  const matching = known.filter((each) => each.name.toLowerCase().includes(wanted));
  const byKey =
    key.length >= 2 && key === text.trim() ? (found.data ?? []).filter((each) => !matching.some(({ id }) => id === each.id)) : [];
  const choose = (each: Sample) => {
    view.setState({ sampleId: each.id, ownSample: samples.data?.some(({ id }) => id === each.id) ? view.getState().ownSample : each });
    onDone();
  };
  const first = matching[0] ?? byKey[0];
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={texts.samples.search}
        placeholder={texts.samples.search}
        leftSection={<Glyph name="search" size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && first) choose(first);
        }}
      />
      <div className={classes.list}>
        {groups.map(({ source, title }) => (
          <Group
            key={source}
            title={title}
            samples={matching.filter((each) => each.source === source)}
            current={current}
            onChoose={choose}
          />
        ))}
        <Group title={texts.samples.found(key)} samples={byKey} current={current} onChoose={choose} />
        {found.isFetching && wanted.length >= 2 && <p className={classes.note}>{texts.samples.searching}</p>}
        {matching.length + byKey.length === 0 && !found.isFetching && wanted !== '' && (
          <p className={classes.note}>{texts.samples.nothing(text.trim())}</p>
        )}
      </div>
      <footer className={classes.foot}>
        <Button size="xs" variant="subtle" leftSection={<Glyph name="plus" size={14} />} onClick={onWrite}>
          {texts.samples.write}
        </Button>
        <PinSwitch />
      </footer>
    </>
  );
}

type GroupProps = { title: string; samples: readonly Sample[]; current: Sample | undefined; onChoose: (sample: Sample) => void };

function Group({ title, samples, current, onChoose }: GroupProps) {
  const save = useSaveSample();
  if (samples.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4 className={classes.title}>{title}</h4>
      {samples.map((each) => (
        <div key={each.id} className={classes.row} data-current={each.id === current?.id || undefined}>
          <button type="button" className={classes.choice} aria-pressed={each.id === current?.id} onClick={() => onChoose(each)}>
            <Glyph name={icons[each.source]} size={14} />
            <span className={classes.name}>{each.name}</span>
            <span className={classes.facts}>{sampleFacts(each)}</span>
          </button>
          {each.source !== 'test case' && (
            <button
              type="button"
              className={classes.save}
              aria-label={`${texts.samples.save}: ${each.name}`}
              title={texts.samples.save}
              onClick={() => void save(each.name, each.message)}
            >
              <Glyph name="flask" size={14} />
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

/** Whether pinned outputs count in tests; nothing is shown while there are none. */
function PinSwitch() {
  const { flowId, view } = useEditor();
  const count = usePins(flowId).data?.length ?? 0;
  const usesPins = useView((state) => state.usesPins);
  if (count === 0) return null;
  return (
    <span title={texts.samples.pinsTitle}>
      <Switch
        size="xs"
        label={usesPins ? texts.samples.takesPins(count) : texts.samples.ignorePins}
        checked={usesPins}
        onChange={(event) => view.setState({ usesPins: event.currentTarget.checked })}
      />
    </span>
  );
}
