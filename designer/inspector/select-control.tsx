import { Select } from '@mantine/core';
import { useId, useState } from 'react';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Control, Option } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';

type SelectKind = Extract<Control, { kind: 'select' }>;

/** One of several choices, each with a line of help where the schema gives one. A text that is not among them is shown as it is. */
export function SelectControl({ field, path, value, control }: ControlProps & { control: SelectKind }) {
  const form = useForm();
  const id = useId();
  const [search, setSearch] = useState('');
  const given = (value ?? field.default) as Option['value'] | undefined;
  const chosen = control.options.find((option) => keyOf(option.value) === keyOf(given));
  const isStray = given !== undefined && given !== null && !chosen;
  const helps = new Map(control.options.flatMap((option) => (option.help ? [[keyOf(option.value), option.help]] : [])));
  const isLong = control.options.length > 8;
  return (
    <FieldFrame field={field} path={path} id={id} below={chosen?.help && <p className={classes.hint}>{chosen.help}</p>}>
      <Select
        id={id}
        data={[
          ...control.options.map((option) => ({ value: keyOf(option.value), label: option.title })),
          ...(isStray ? [{ value: keyOf(given), label: texts.select.notAmong(String(given)) }] : []),
        ]}
        value={given === undefined ? null : keyOf(given)}
        placeholder={field.placeholder || texts.choose}
        searchable={isLong}
        {...(isLong && { searchValue: search, onSearchChange: setSearch })}
        clearable={!field.isRequired && field.default === undefined}
        renderOption={({ option }) => (
          <span className={classes.option}>
            <span>{option.label}</span>
            {helps.has(option.value) && <span className={classes.optionHelp}>{helps.get(option.value)}</span>}
          </span>
        )}
        onChange={(key) => {
          form.change(path, control.options.find((option) => keyOf(option.value) === key)?.value);
          form.endTyping();
        }}
      />
    </FieldFrame>
  );
}

function keyOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
