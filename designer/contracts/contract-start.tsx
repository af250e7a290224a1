import { isSchemaDocument, schemaOfSample } from '@crossdock/flows/mapping/schema-of-sample';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { contractTexts } from '../texts/contracts.ts';
import classes from './contracts.module.css';
import { asContract, emptySchema, type Schema } from './schema-edit.ts';

const texts = contractTexts.edit;

/** What a new contract begins with: a pasted JSON Schema, the fields of a sample document, or nothing. */
export function ContractStart({ onTake }: { onTake: (schema: Schema, from: string) => void }) {
  const [text, setText] = useState('');
  const read = readJson(text);
  const error = text.trim() === '' || read.ok ? null : texts.pasteWrong(read.message);
  return (
    <div className={classes.start}>
      <CodeField
        label={texts.paste}
        language="json"
        value={text}
        rows={9}
        placeholder={texts.pastePlaceholder}
        error={error}
        onChange={setText}
      />
      <p className={classes.hint}>{texts.pasteHelp}</p>
      <div className={classes.foot}>
        <Button
          variant="default"
          disabled={!read.ok}
          onClick={() => {
            if (!read.ok) return;
            if (isSchemaDocument(read.value)) onTake(read.value, texts.fromSchema);
            else onTake(asContract(schemaOfSample(read.value)), texts.fromSample);
          }}
        >
          {texts.take}
        </Button>
        <Button variant="subtle" onClick={() => onTake(emptySchema, '')}>
          {texts.startEmpty}
        </Button>
      </div>
    </div>
  );
}

function readJson(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? { ok: true, value } : { ok: false, message: texts.types.object };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
