import { sampleMessageSchema } from '@crossdock/flows/document/flow';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSaveSample } from '../editor/use-save-sample.ts';
import { CodeField } from '../inspector/code-field.tsx';
import type { Sample } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { bodyText, withBody } from './message-body.ts';
import classes from './sample-dialog.module.css';

const ownSampleId = 'own';

/** A message written or pasted by hand: tried once, or kept as a test case. */
export function SampleDialog({ start, onClose }: { start: Sample | undefined; onClose: () => void }) {
  const { view } = useEditor();
  const isFirst = useDocument((state) => state.flow.tests.length === 0);
  const keep = useSaveSample();
  const [name, setName] = useState(isFirst ? texts.firstSample : '');
  const [text, setText] = useState(() => bodyText(start?.message ?? { body: { orderNumber: '10482' } }));
  const fault = faultOf(text);

  const message = () => withBody(sampleMessageSchema.parse(start?.message ?? { body: {} }), text);
  const takeIt = () => {
    const title = name.trim() || texts.ownMessage;
    view.setState({
      sampleId: ownSampleId,
      ownSample: { id: ownSampleId, name: title, source: 'example', message: message() as Sample['message'] },
    });
    onClose();
  };
  const save = async () => {
    await keep(name, message());
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={texts.writeMessage} size={680}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={texts.sampleName}
          placeholder={texts.sampleNameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          data-autofocus={!isFirst || undefined}
        />
        <CodeField label={texts.body} language="json" value={text} onChange={setText} rows={16} error={fault} takesFocus={isFirst} />
        <p className={classes.facts}>{texts.sampleHelp}</p>
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{texts.discard}</Button>
          <Button disabled={fault !== null} onClick={takeIt}>
            {texts.useOnce}
          </Button>
          <Button type="submit" variant="filled" disabled={name.trim() === '' || fault !== null}>
            {texts.addCase}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Why a text is not JSON; null when it is. */
export function faultOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (cause) {
    return texts.notJson(cause instanceof Error ? cause.message : '');
  }
}
