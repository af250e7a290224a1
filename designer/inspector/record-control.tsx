import { Button, TextInput } from '@mantine/core';
import { type ClipboardEvent, useEffect, useRef, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { emptyValue } from './config-value.ts';
import { EntryTool } from './entry-tools.tsx';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type ControlProps, useControl, useFieldProblems, useForm } from './form-context.tsx';
import { pairsIn } from './pasted-pairs.ts';
import { freeName, isTaken, joined, renamed } from './record-entries.ts';

/** Names with a value each, such as headers and query parameters. Lines, JSON and query strings can be pasted; a name stands once. Their order says nothing: a document keeps them sorted. */
export function RecordControl({ field, path, value, item }: ControlProps & { item: Field }) {
  const form = useForm();
  const given = (value ?? field.default) as Record<string, unknown> | undefined;
  const entries = Object.entries(given ?? {});
  const [fresh, setFresh] = useState<string | null>(null);
  const set = (next: readonly (readonly [string, unknown])[]) => {
    form.change(path, Object.fromEntries(next));
    form.endTyping();
  };
  const onPaste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData('text/plain');
    const pairs = pairsIn(text);
    // A single value with a colon in it, such as an address, is pasted as it is.
    if (!pairs || (pairs.length === 1 && event.target instanceof HTMLElement && event.target.closest('[data-part="value"]'))) return;
    event.preventDefault();
    event.stopPropagation();
    set(joined(entries, at, pairs));
  };

  return (
    <FieldFrame field={field} path={path} side={entries.length > 1 ? texts.entries(entries.length) : undefined}>
      <div className={classes.entries} data-compact>
        {entries.map(([name, entry], i) => (
          <section
            // biome-ignore lint/suspicious/noArrayIndexKey: the name changes while it is typed
            key={i}
            className={classes.entry}
            aria-label={texts.entry(singularOf(field.title), i + 1)}
            data-plain
            onPasteCapture={(event) => onPaste(event, i)}
          >
            <Pair
              item={item}
              path={[...path, name]}
              name={name}
              value={entry}
              isFresh={fresh === name}
              others={entries.filter(([other]) => other !== name).map(([other]) => other)}
              onRename={(next) => {
                setFresh(null);
                set(renamed(entries, name, next));
              }}
            />
            <div className={classes.entryTools}>
              <EntryTool label={texts.removeNamed(name)} icon="x" onClick={() => set(entries.filter(([each]) => each !== name))} />
            </div>
          </section>
        ))}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<Glyph name="plus" size={14} />}
          title={texts.pairs.hint}
          onPaste={(event) => onPaste(event, entries.length)}
          onClick={() => {
            const name = freeName(entries.map(([each]) => each));
            setFresh(name);
            set([...entries, [name, emptyValue(item)]]);
          }}
        >
          {texts.addOne(singularOf(field.title).toLowerCase())}
        </Button>
      </div>
    </FieldFrame>
  );
}

type PairProps = {
  item: Field;
  path: readonly string[];
  name: string;
  value: unknown;
  /** Just added: its name is still to be given. */
  isFresh: boolean;
  others: readonly string[];
  onRename: (name: string) => void;
};

function Pair({ item, path, name, value, isFresh, others, onRename }: PairProps) {
  const FieldControl = useControl();
  const problems = useFieldProblems(path).filter((problem) => problem.code === 'INVALID_CONFIG');
  const [typed, setTyped] = useState<{ of: string; text: string } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const text = typed?.of === name ? typed.text : isFresh ? '' : name;
  const taken = isTaken(text, others);
  useEffect(() => {
    if (isFresh) input.current?.focus();
  }, [isFresh]);
  // A name is taken over when its field is left, so that a half-typed one does not swallow another.
  const leave = () => {
    const next = text.trim();
    if (taken) return;
    setTyped(null);
    if (next !== '' && next !== name) onRename(next);
  };
  return (
    <div className={classes.entryBody}>
      <div className={classes.pair}>
        <div data-field={path.join('.')}>
          <TextInput
            ref={input}
            aria-label={texts.pairs.name}
            aria-invalid={taken || undefined}
            value={text}
            placeholder={isFresh ? texts.pairs.newName : ''}
            classNames={{ input: classes.mono ?? '' }}
            spellCheck={false}
            onChange={(event) => setTyped({ of: name, text: event.currentTarget.value })}
            onBlur={leave}
            onKeyDown={(event) => event.key === 'Enter' && leave()}
          />
        </div>
        <div data-part="value">
          <FieldControl field={{ ...item, title: texts.pairs.value, isBare: true, help: '' }} path={path} value={value} />
        </div>
      </div>
      {taken && <ProblemLine severity="error">{texts.pairs.taken(text.trim())}</ProblemLine>}
      {!taken && problems.length > 1 && <ProblemLine severity="error">{problems[1]?.message}</ProblemLine>}
    </div>
  );
}

function singularOf(title: string): string {
  if (/[^s]s$/.test(title)) return title.slice(0, -1);
  return title === 'Query' ? 'Parameter' : 'Entry';
}
