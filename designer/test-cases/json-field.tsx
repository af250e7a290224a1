import { sameJson } from '@crossdock/flows/document/same-json';
import { useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';

type Props = {
  label: string;
  isLabelHidden?: boolean;
  value: unknown;
  /** Told of each value that is valid; returns why it is not. */
  onChange: (value: unknown) => string | null;
  onBlur?: () => void;
  rows: number;
};

/** A value written as JSON: kept as soon as it can be read. What changes from elsewhere (undo, accepting) is shown. */
export function JsonField({ label, isLabelHidden = false, value, onChange, onBlur, rows }: Props) {
  const [text, setText] = useState(() => printed(value));
  const [kept, setKept] = useState(value);
  const [fault, setFault] = useState<string | null>(null);
  if (value !== kept) {
    setKept(value);
    if (!sameJson(readOr(text), value)) {
      setText(printed(value));
      setFault(null);
    }
  }
  const change = (next: string) => {
    setText(next);
    try {
      setFault(onChange(JSON.parse(next) as unknown));
    } catch (cause) {
      setFault(texts.notJson(cause instanceof Error ? cause.message : ''));
    }
  };
  return (
    <CodeField
      label={label}
      isLabelHidden={isLabelHidden}
      language="json"
      value={text}
      onChange={change}
      {...(onBlur && { onBlur })}
      rows={rows}
      error={fault}
    />
  );
}

function printed(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}

function readOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
