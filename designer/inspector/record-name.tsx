import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './form.module.css';
import { isTaken } from './record-entries.ts';

const texts = inspectorTexts.pairs;

type Props = {
  /** The name in the document; empty for a row that is not in it yet. */
  name: string;
  /** What stands in the field at first. */
  start: string;
  others: readonly string[];
  onType: (text: string) => void;
  /** Left without a name. */
  onLeave: () => void;
  onName: (name: string) => void;
  /** Enter or Tab: the value comes next. */
  onGoOn: () => void;
};

/** The name of a row. It is taken over when its field is left, so that a half-typed one does not swallow another; a name that is taken stays here. */
export function RecordName({ name, start, others, onType, onLeave, onName, onGoOn }: Props) {
  const [text, setText] = useState(start);
  const input = useRef<HTMLInputElement>(null);
  const isNew = name === '';
  const isRefused = isTaken(text, others);
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, [isNew]);

  /** Whether there is a value to go on to. */
  const take = (): boolean => {
    const next = text.trim();
    if (isRefused) return false;
    if (next === '') {
      setText(name);
      onLeave();
      return name !== '';
    }
    if (next !== name) onName(next);
    return true;
  };

  return (
    <TextInput
      ref={input}
      aria-label={texts.name}
      aria-invalid={isRefused || undefined}
      value={text}
      placeholder={isNew ? texts.newName : ''}
      classNames={{ input: classes.mono ?? '' }}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        setText(event.currentTarget.value);
        onType(event.currentTarget.value);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setText(name);
          onLeave();
        }
        if (event.key !== 'Enter' && (event.key !== 'Tab' || event.shiftKey || !isNew)) return;
        if (text.trim() === '' && event.key === 'Tab') return;
        event.preventDefault();
        if (take()) onGoOn();
      }}
    />
  );
}
