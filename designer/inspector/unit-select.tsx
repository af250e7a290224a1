import { Select } from '@mantine/core';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { valueAtPath } from './config-value.ts';
import type { Field } from './form.ts';
import { type FormPath, useForm } from './form-context.tsx';

/** The unit of the number before it, a field of its own in the configuration. */
export function UnitSelect({ field, of, path }: { field: Field; of: string; path: FormPath }) {
  const form = useForm();
  if (field.control.kind !== 'select') return null;
  const given = valueAtPath(form.values, path) ?? field.default;
  return (
    <Select
      aria-label={texts.duration.unit(of)}
      data-field={path.join('.')}
      data={field.control.options.map((option) => ({ value: String(option.value), label: option.title.toLowerCase() }))}
      value={given === undefined ? null : String(given)}
      onChange={(next) => {
        form.change(path, next ?? undefined);
        form.endTyping();
      }}
    />
  );
}
