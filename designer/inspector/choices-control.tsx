import { MultiSelect } from '@mantine/core';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import type { Option } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** Any number of given choices. */
export function ChoicesControl({ field, path, value, options }: ControlProps & { options: readonly Option[] }) {
  const form = useForm();
  const id = useId();
  const given = value ?? field.default;
  return (
    <FieldFrame field={field} path={path} id={id}>
      <MultiSelect
        id={id}
        data={options.map((option) => ({ value: String(option.value), label: option.title }))}
        value={Array.isArray(given) ? given.map(String) : []}
        onChange={(keys) =>
          form.change(
            path,
            options.map((option) => option.value).filter((option) => keys.includes(String(option))),
          )
        }
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
