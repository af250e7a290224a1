import { type SampleMessage, testCaseSchema } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { useFlowSamples } from '../server/queries.ts';
import type { Sample } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { ChooseRunDialog } from './choose-run-dialog.tsx';
import { sampleFacts } from './sample-facts.ts';

/** The ways to a new case: write a message, take a sample, take a run. */
export function AddCaseMenu({
  sample,
  onAdded,
  isLarge = false,
}: {
  sample: Sample | undefined;
  onAdded: (id: string) => void;
  isLarge?: boolean;
}) {
  const { flowId, document } = useEditor();
  const samples = useFlowSamples(flowId);
  const [isChoosing, setChoosing] = useState(false);
  const others = (samples.data ?? []).filter(({ source }) => source !== 'test case');
  const add = (wanted: string, message: SampleMessage | undefined) => {
    const { tests } = document.store.getState().flow;
    const name = wanted.slice(0, 120);
    const id = freeId(name, 'case', new Set(tests.map((test) => test.id)));
    const test = testCaseSchema.parse({ id, name, message: message ?? { body: {} } });
    document.change([{ op: 'add-test', test }], { title: texts.undoNames.add(name) });
    onAdded(id);
  };
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button size={isLarge ? 'sm' : 'xs'} {...(isLarge && { variant: 'filled' })} leftSection={<Glyph name="plus" size={14} />}>
            {isLarge ? texts.addCase : texts.add}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
          <Menu.Item
            leftSection={<Glyph name="pencil" size={14} />}
            onClick={() => add(texts.newCase, sample?.message as SampleMessage | undefined)}
          >
            {texts.writeMessage}
          </Menu.Item>
          <Menu.Item leftSection={<Glyph name="git-branch" size={14} />} onClick={() => setChoosing(true)}>
            {texts.fromRun}
          </Menu.Item>
          {others.length > 0 && <Menu.Label>{texts.fromSample}</Menu.Label>}
          {others.map((each) => (
            <Menu.Item key={each.id} onClick={() => add(each.name, each.message as SampleMessage)} rightSection={sampleFacts(each)}>
              {each.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isChoosing && <ChooseRunDialog onClose={() => setChoosing(false)} />}
    </>
  );
}
