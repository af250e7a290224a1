import { sampleMessageSchema } from '@crossdock/flows/document/flow';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSaveSample } from '../editor/use-save-sample.ts';
import { CodeField } from '../inspector/code-field.tsx';
import type { Sample } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { bodyText, withBody } from './message-body.ts';
import classes from './sample-dialog.module.css';

const ownSampleId = 'own';

/** A message written or pasted by hand: tried once, or kept as a test case. */
export function SampleDialog({ start, onClose }: { start: Sample | undefined; onClose: () => void }) {
  const { view } = useEditor();
  const keep = useSaveSample();
  const [name, setName] = useState('');
  const [text, setText] = useState(() => bodyText(start?.message ?? { body: { orderNumber: '10482' } }));
  const fault = faultOf(text);

  const message = () => withBody(sampleMessageSchema.parse(start?.message ?? { body: {} }), text);
  const takeIt = () => {
    const title = name.trim() || 'own message';
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
    <Modal opened onClose={onClose} title="Write a message" size={680}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label="Name"
          placeholder="Order with two warehouses"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          data-autofocus
        />
        <CodeField label="Body" language="json" value={text} onChange={setText} rows={16} error={fault} />
        <p className={classes.facts}>
          As a test case it is kept with the flow, for others and for later. Headers are taken from the sample you started with.
        </p>
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>Discard</Button>
          <Button disabled={fault !== null} onClick={takeIt}>
            Use without keeping it
          </Button>
          <Button type="submit" variant="filled" disabled={name.trim() === '' || fault !== null}>
            Add test case
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
    return `This is not JSON yet: ${cause instanceof Error ? cause.message : 'it cannot be read'}`;
  }
}
