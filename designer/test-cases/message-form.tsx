import type { TestCase } from '@crossdock/flows/document/flow';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { bodyText, withBody } from './message-body.ts';
import { PairsField } from './pairs-field.tsx';
import { faultOf } from './sample-dialog.tsx';
import { useCaseChange } from './use-case-change.ts';

/** The message of a case, as it will arrive: body, kind, headers, query, and when. */
export function MessageForm({ test }: { test: TestCase }) {
  const { edit, endTyping } = useCaseChange(test);
  const { message } = test;
  const set = (part: Partial<TestCase['message']>, field: string) => edit({ message: { ...message, ...part } }, { field });
  return (
    <section className={classes.section} aria-label={texts.message}>
      <BodyField test={test} />
      <div className={classes.two}>
        <TextInput
          label={texts.contentType}
          value={message.contentType}
          classNames={{ input: 'mono' }}
          onChange={(event) => set({ contentType: event.currentTarget.value }, 'content type')}
          onBlur={endTyping}
        />
        <InstantField test={test} />
      </div>
      <PairsField label={texts.headers} value={message.headers} onChange={(headers) => set({ headers }, 'headers')} onBlur={endTyping} />
      <PairsField label={texts.query} value={message.query} onChange={(query) => set({ query }, 'query')} onBlur={endTyping} />
    </section>
  );
}

function BodyField({ test }: { test: TestCase }) {
  const { edit, endTyping } = useCaseChange(test);
  const shown = bodyText(test.message);
  const [text, setText] = useState(shown);
  const [kept, setKept] = useState(shown);
  // It was changed elsewhere, by undo for example; what is being typed changes it as well, but only in its spaces.
  if (shown !== kept) {
    setKept(shown);
    if (bodyText(withBody(test.message, text)) !== shown) setText(shown);
  }
  const isJson = test.message.contentType.includes('json');
  const fault = isJson ? faultOf(text) : null;
  const change = (next: string) => {
    setText(next);
    if (isJson && faultOf(next) !== null) return;
    const { body, ...rest } = test.message;
    edit({ message: isJson ? withBody(test.message, next) : { ...rest, text: next } }, { field: 'body' });
  };
  return <CodeField label={texts.body} language="json" value={text} onChange={change} onBlur={endTyping} rows={14} error={fault} />;
}

/** When the message comes in: what expressions see as the present. */
function InstantField({ test }: { test: TestCase }) {
  const { edit, endTyping } = useCaseChange(test);
  const given = test.receivedAt ?? '';
  const [text, setText] = useState(given);
  const [kept, setKept] = useState(given);
  if (given !== kept) {
    setKept(given);
    setText(given);
  }
  const isWrong = text.trim() !== '' && !isInstant(text.trim());
  return (
    <TextInput
      label={texts.receivedAt}
      description={texts.receivedAtHelp}
      placeholder="2026-11-21T08:00:00Z"
      value={text}
      error={isWrong ? texts.receivedAtFault : null}
      classNames={{ input: 'mono' }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (next.trim() === '' || isInstant(next.trim())) edit({ receivedAt: next.trim() || null }, { field: 'received at' });
      }}
      onBlur={endTyping}
    />
  );
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
}
