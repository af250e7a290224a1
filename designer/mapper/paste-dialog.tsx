import { fieldsOfSchema } from '@crossdock/flows/mapping/fields-of-schema';
import { isSchemaDocument, schemaOfSample } from '@crossdock/flows/mapping/schema-of-sample';
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';

const texts = mapperTexts.paste;

/** Takes the target from a document or a JSON Schema; it is kept with the step. */
export function PasteDialog() {
  const { state, change } = useMapper();
  const isOpen = useMapperState((now) => now.isPasteOpen);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const close = () => {
    state.setState({ isPasteOpen: false });
    setText('');
    setError(null);
  };
  const use = () => {
    const read = shapeOf(text);
    if ('error' in read) return setError(read.error);
    change(
      [
        { at: 'contract', value: undefined },
        { at: 'shape', value: read.shape },
      ],
      texts.undoTitle,
    );
    close();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={texts.title} size={720}>
      <p className={classes.hint}>{texts.help}</p>
      <div className={classes.pasteField}>
        <CodeField label={texts.label} language="json" rows={16} value={text} onChange={setText} error={error} takesFocus />
      </div>
      <div className={classes.dialogFoot}>
        <Button onClick={close}>{texts.cancel}</Button>
        <Button variant="filled" disabled={text.trim() === ''} onClick={use}>
          {texts.use}
        </Button>
      </div>
    </Modal>
  );
}

/** The schema of a pasted text, or why it gives none. */
function shapeOf(text: string): { readonly shape: Record<string, unknown> } | { readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: texts.notJson(error instanceof Error ? error.message : String(error)) };
  }
  const shape = isSchemaDocument(value) ? value : schemaOfSample(value);
  return fieldsOfSchema(shape).children.length === 0 ? { error: texts.noFields } : { shape: { ...shape } };
}
