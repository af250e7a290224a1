import { homeOf, setValue } from '@crossdock/flows/mapping/connect';
import { type Field, isLeaf, isWithin, listsAround, walkFields } from '@crossdock/flows/mapping/field';
import { acceptance } from '@crossdock/flows/mapping/suggest';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

const texts = mapperTexts.detail;

/** A field without a line: what could fill it. */
export function OpenField({ field }: { field: Field }) {
  const { placed, fields, change, suggestions, previewed, coverage } = useMapper();
  const [text, setText] = useState('');
  const owner =
    coverage.states.get(field.path) === 'covered'
      ? placed.find(({ path, kind }) => kind === 'value' && isWithin(field.path, path))
      : undefined;
  const home = homeOf(field.path, placed);
  const list = listsAround(field.path)[listsAround(home.base).length];
  const own = suggestions.filter(({ target }) => target.path === field.path);
  const kind = field.kind;
  const put = () => {
    const edits = setValue(field, typed(text, kind), placed, fields.length);
    if (edits && text !== '') change(edits, texts.mapTitle(field.name));
  };
  if (owner) return <p className={classes.hint}>{texts.covered(owner.path)}</p>;
  return (
    <div className={classes.form}>
      {!isLeaf(field) && field.kind === 'object' ? (
        <p className={classes.hint}>{texts.group([...walkFields(field)].length)}</p>
      ) : (
        <p className={classes.hint}>{texts.notMapped}</p>
      )}
      {own.length > 0 && (
        <>
          <span className={classes.label}>{texts.suggested}</span>
          {own.map((suggestion) => (
            <SuggestionRow
              key={suggestion.text}
              suggestion={suggestion}
              onAccept={() =>
                change(
                  acceptance(
                    [suggestion],
                    suggestions,
                    fields,
                    previewed.map(({ json }) => json),
                  ),
                  texts.mapTitle(field.name),
                )
              }
            />
          ))}
        </>
      )}
      {list !== undefined && own.length === 0 ? (
        <p className={classes.hint}>{texts.inList(list)}</p>
      ) : (
        isLeaf(field) &&
        list === undefined && (
          <form
            className={classes.constant}
            onSubmit={(event) => {
              event.preventDefault();
              put();
            }}
          >
            <TextInput
              size="xs"
              label={texts.constant}
              data-map-value
              placeholder={field.allowed.length > 0 ? String(field.allowed[0]) : texts.constantHint}
              value={text}
              onChange={(event) => {
                const next = event.currentTarget.value;
                // As in every expression field, = begins a formula.
                const edits = next === '=' ? setValue(field, '{{  }}', placed, fields.length) : null;
                if (edits) change(edits, texts.mapTitle(field.name));
                else setText(next);
              }}
            />
            <Button size="xs" type="submit" disabled={text === ''}>
              {texts.constantUse}
            </Button>
          </form>
        )
      )}
    </div>
  );
}

function typed(text: string, kind: Field['kind']): unknown {
  if (text.includes('{{')) return text;
  if ((kind === 'number' || kind === 'integer') && /^-?\d{1,15}(\.\d+)?$/.test(text.trim())) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
