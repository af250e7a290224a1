import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { reference } from '@crossdock/nodes/library/reference';
import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { codeOf } from './line-scope.tsx';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

const texts = mapperTexts.functions;

/** All functions a formula may call, with an example each; put around the formula that stands there. */
export function FunctionCatalogue({ line, onDone }: { line: PlacedLine; onDone: () => void }) {
  const { change } = useMapper();
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = useMemo(
    () => reference.filter(({ name, summary }) => words.split(/\s+/).every((word) => `${name} ${summary}`.toLowerCase().includes(word))),
    [words],
  );
  const code = codeOf(line.line.value) ?? '';
  const insert = (name: string, signature: string) => {
    const takesArguments = !signature.endsWith('()');
    const more = signature
      .slice(name.length + 1, -1)
      .split(', ')
      .slice(1)
      .filter((parameter) => !/[?=]|\.\.\./.test(parameter));
    const call = `${name}(${takesArguments ? [code, ...more].filter((part) => part !== '').join(', ') : ''})`;
    change([{ at: `${line.at}.value`, value: `{{ ${call} }}` }], mapperTexts.detail.mapTitle(line.line.target));
    onDone();
  };
  return (
    <section className={classes.catalogue} aria-label={texts.title}>
      <TextInput
        size="xs"
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        leftSection={<Glyph name="search" size={14} />}
        value={search}
        autoFocus
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      {code !== '' && <p className={classes.hint}>{texts.wraps}</p>}
      <ul className={classes.functions} aria-label={texts.title}>
        {found.length === 0 && <li className={classes.hint}>{texts.none(search)}</li>}
        {found.map(({ name, signature, summary, example, gives }) => (
          <li key={name} className={classes.function}>
            <div className={classes.functionText}>
              <code className={classes.signature}>{signature}</code>
              <span className={classes.hint}>{summary}</span>
              <span className={classes.example}>
                <code>{example}</code> {texts.gives} <code>{JSON.stringify(gives)}</code>
              </span>
            </div>
            <Button size="compact-xs" aria-label={texts.insertNamed(name)} onClick={() => insert(name, signature)}>
              {texts.insert}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
