import { sampleMessageSchema, testCaseSchema } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Sample } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { bodyText, withBody } from './message-body.ts';
import classes from './sample-dialog.module.css';

/** A message written by hand. It becomes a test case, so that it is there for others and for later. */
export function SampleDialog({ start, onClose }: { start: Sample | undefined; onClose: () => void }) {
  const { flowId, document, view } = useEditor();
  const [name, setName] = useState('');
  const [text, setText] = useState(() => bodyText(start?.message ?? { body: { orderNumber: '10482' } }));
  const fault = faultOf(text);

  const save = async () => {
    const { tests } = document.store.getState().flow;
    const id = freeId(name, 'case', new Set(tests.map((test) => test.id)));
    const message = withBody(sampleMessageSchema.parse(start?.message ?? { body: {} }), text);
    document.change([{ op: 'add-test', test: testCaseSchema.parse({ id, name: name.trim(), message }) }], {
      title: `Add test case ${name.trim()}`,
    });
    await document.flush();
    await queryClient.invalidateQueries({ queryKey: queryKeys.flowSamples(flowId) });
    const samples = queryClient.getQueryData<Sample[]>(queryKeys.flowSamples(flowId));
    view.setState({ sampleId: samples?.find((sample) => sample.name === name.trim())?.id ?? id });
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
        <p className={classes.facts}>It is kept with the flow as a test case. Headers are taken from the sample you started with.</p>
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>Discard</Button>
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
