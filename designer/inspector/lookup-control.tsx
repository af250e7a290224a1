import { Select } from '@mantine/core';
import { useId } from 'react';
import { useLookups } from '../server/queries.ts';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';

const texts = inspectorTexts.lookup;

/** One of the environment's lookups, with its size and columns. */
export function LookupControl({ field, path, value }: ControlProps) {
  const { env } = useEditor();
  const form = useForm();
  const id = useId();
  const lookups = useLookups(env);
  const name = typeof value === 'string' && value !== '' ? value : null;
  const chosen = lookups.data?.find((lookup) => lookup.name === name);
  const isMissing = lookups.isSuccess && name !== null && !chosen;
  const facts = new Map(
    (lookups.data ?? []).map((lookup) => [lookup.name, texts.facts(lookup.rows, lookup.columns.map((column) => column.name).join(', '))]),
  );
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={env}
      below={
        isMissing ? (
          <ProblemLine severity="warning">{texts.missing(name, env)}</ProblemLine>
        ) : (
          chosen && <p className={classes.hint}>{facts.get(chosen.name)}</p>
        )
      }
    >
      <Select
        id={id}
        data={[...facts.keys(), ...(isMissing ? [name] : [])].map((each) => ({ value: each, label: each }))}
        value={name}
        searchable
        placeholder={field.placeholder || texts.choose}
        nothingFoundMessage={texts.nothing}
        clearable={!field.isRequired}
        renderOption={({ option }) => (
          <span className={classes.option}>
            <span>{option.value}</span>
            <span className={classes.optionHelp}>{facts.get(option.value)}</span>
          </span>
        )}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
