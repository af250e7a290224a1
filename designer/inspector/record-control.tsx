import { formatPath } from '@crossdock/flows/document/path';
import { Button } from '@mantine/core';
import { type ClipboardEvent, useRef, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { emptyValue } from './config-value.ts';
import { EntryTool } from './entry-tools.tsx';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type ControlProps, useControl, useFieldProblems, useForm } from './form-context.tsx';
import { pairsIn } from './pasted-pairs.ts';
import { isTaken, joined, renamed } from './record-entries.ts';
import { RecordName } from './record-name.tsx';

/**
 * Names with a value each, such as headers and query parameters. Lines, JSON and query strings can be pasted; a name stands once. Their order says
 * nothing: a document keeps them sorted. A new row comes into the document with its name.
 */
export function RecordControl({ field, path, value, item }: ControlProps & { item: Field }) {
  const form = useForm();
  const rows = useRef<HTMLDivElement>(null);
  const entries = Object.entries(((value ?? field.default) as Record<string, unknown> | undefined) ?? {});
  const fresh = useFreshName(path);
  const set = (next: readonly (readonly [string, unknown])[]) => {
    form.change(path, Object.fromEntries(next));
    form.endTyping();
  };
  const onPaste = (event: ClipboardEvent, at: number) => {
    const pairs = pairsIn(event.clipboardData.getData('text/plain'));
    // A single value with a colon in it, such as an address, is pasted as it is.
    if (!pairs || (pairs.length === 1 && event.target instanceof Element && event.target.closest('[data-part="value"]'))) return;
    event.preventDefault();
    event.stopPropagation();
    fresh.set(null);
    set(joined(entries, at, pairs));
  };
  const toValueOf = (index: number) => {
    requestAnimationFrame(() => {
      const row = rows.current?.querySelectorAll('[data-part="value"]')[index];
      row?.querySelector<HTMLElement>('input, textarea, [role="textbox"]')?.focus();
    });
  };
  const names = entries.map(([name]) => name);

  return (
    <FieldFrame field={field} path={path} side={entries.length > 1 ? texts.entries(entries.length) : undefined}>
      <div ref={rows} className={classes.entries} data-compact>
        {entries.map(([name, entry], i) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: the name changes while it is typed
            key={i}
            className={classes.entry}
            aria-label={texts.entry(entryTitle(field.title), i + 1)}
            data-plain
            onPasteCapture={(event) => onPaste(event, i)}
          >
            <Pair
              item={item}
              path={[...path, name]}
              name={name}
              value={entry}
              others={names.filter((other) => other !== name)}
              onRename={(next) => set(renamed(entries, name, next))}
              onGoOn={() => toValueOf(i)}
            />
            <div className={classes.entryTools}>
              <EntryTool label={texts.removeNamed(name)} icon="x" onClick={() => set(entries.filter(([each]) => each !== name))} />
            </div>
          </fieldset>
        ))}
        {fresh.name !== null && (
          <fieldset
            className={classes.entry}
            aria-label={texts.entry(entryTitle(field.title), entries.length + 1)}
            data-plain
            onPasteCapture={(event) => onPaste(event, entries.length)}
          >
            <div className={classes.entryBody}>
              <div className={classes.pair}>
                <RecordName
                  name=""
                  start={fresh.name}
                  others={names}
                  onType={fresh.set}
                  onLeave={() => fresh.set(null)}
                  onName={(name) => {
                    fresh.set(null);
                    set([...entries, [name, emptyValue(item)]]);
                  }}
                  onGoOn={() => toValueOf(entries.length)}
                />
              </div>
              {isTaken(fresh.name, names) && <ProblemLine severity="error">{texts.pairs.taken(fresh.name.trim())}</ProblemLine>}
            </div>
            <div className={classes.entryTools}>
              <EntryTool label={texts.remove} icon="x" onClick={() => fresh.set(null)} />
            </div>
          </fieldset>
        )}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<Glyph name="plus" size={14} />}
          title={texts.pairs.hint}
          onPaste={(event) => onPaste(event, entries.length)}
          onClick={() => fresh.set('')}
        >
          {texts.addOne(entryTitle(field.title).toLowerCase())}
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
  others: readonly string[];
  onRename: (name: string) => void;
  onGoOn: () => void;
};

function Pair({ item, path, name, value, others, onRename, onGoOn }: PairProps) {
  const FieldControl = useControl();
  const problems = useFieldProblems(path);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={classes.entryBody}>
      <div className={classes.pair}>
        <div data-field={path.join('.')}>
          <RecordName
            key={name}
            name={name}
            start={name}
            others={others}
            onType={setTyped}
            onLeave={() => {}}
            onName={(next) => {
              setTyped(null);
              onRename(next);
            }}
            onGoOn={onGoOn}
          />
        </div>
        <div data-part="value">
          <FieldControl field={{ ...item, title: texts.pairs.value, isBare: true, help: '' }} path={path} value={value} />
        </div>
      </div>
      {typed !== null && isTaken(typed, others) && <ProblemLine severity="error">{texts.pairs.taken(typed.trim())}</ProblemLine>}
      {problems.slice(1).map((problem) => (
        <ProblemLine key={problem.message} severity={problem.severity}>
          {problem.message} {problem.remedy}
        </ProblemLine>
      ))}
    </div>
  );
}

/** The name of a row that is not in the document yet; null: there is none. It outlives a reload. */
function useFreshName(path: readonly string[]) {
  const { typed, place = '' } = useForm();
  const key = `${place}.${formatPath(path)}+`;
  const [name, setName] = useState<string | null>(() => typed?.read(key, null) ?? null);
  return {
    name,
    set(next: string | null) {
      if (next === null || next === '') typed?.drop(key);
      else typed?.write(key, null, next);
      setName(next);
    },
  };
}

function entryTitle(title: string): string {
  if (/[^s]s$/.test(title)) return title.slice(0, -1);
  return title === 'Query' ? 'Parameter' : 'Entry';
}
