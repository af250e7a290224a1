import { Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { Control } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { useTypedText } from './use-typed-text.ts';

type TextKind = Extract<Control, { kind: 'text' | 'time' }>;

/** A plain text, or a time of the day. */
export function TextControl({ field, path, value, control }: ControlProps & { control: TextKind }) {
  const id = useId();
  // Where absent means the default, empty is something else and has to be said.
  const hasDefault = typeof field.default === 'string' && field.default !== '';
  const { text, fault, type, leave } = useTypedText(path, value, {
    show: (given) => shown(given ?? field.default),
    read: (typed) => ({ ok: true, value: typed === '' && !field.isRequired && !hasDefault ? undefined : typed }),
  });
  const shared = {
    id,
    value: text,
    placeholder: field.placeholder,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => type(event.currentTarget.value),
    onBlur: leave,
  };
  return (
    <FieldFrame field={field} path={path} id={id} fault={fault}>
      {control.kind === 'text' && control.rows > 1 ? (
        <Textarea {...shared} rows={control.rows} />
      ) : (
        <TextInput {...shared} type={control.kind === 'time' ? 'time' : 'text'} autoComplete="off" />
      )}
    </FieldFrame>
  );
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
