import { Select } from '@mantine/core';
import { useId } from 'react';
import { emptyObject } from './config-value.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Control, Field } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';

/** An object inside the configuration: its fields under its title. */
export function GroupControl({ field, path, value, fields }: ControlProps & { fields: readonly Field[] }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>{field.title}</legend>
      <FormFields fields={fields} values={value ?? field.default} path={path} />
    </fieldset>
  );
}

/** One of several kinds: the choice, and the form of what was chosen. */
export function VariantsControl({ field, path, value, control }: ControlProps & { control: Extract<Control, { kind: 'variants' }> }) {
  const form = useForm();
  const id = useId();
  const given = (value ?? field.default) as Record<string, unknown> | undefined;
  const kind = typeof given?.[control.by] === 'string' ? given[control.by] : undefined;
  const chosen = control.variants.find((variant) => variant.value === kind);
  return (
    <>
      <FieldFrame field={field} path={path} id={id} below={chosen?.help && <p className={classes.hint}>{chosen.help}</p>}>
        <Select
          id={id}
          data={control.variants.map((variant) => ({ value: variant.value, label: variant.title }))}
          value={typeof kind === 'string' ? kind : null}
          placeholder="Choose"
          clearable={!field.isRequired && field.default === undefined}
          onChange={(next) => {
            const variant = control.variants.find((candidate) => candidate.value === next);
            // What the new kind has in common with the old one is kept.
            const kept = Object.fromEntries(
              Object.entries(given ?? {}).filter(([key]) => variant?.fields.some((each) => each.key === key)),
            );
            form.change(path, variant && { [control.by]: variant.value, ...emptyObject(variant.fields), ...kept });
          }}
        />
      </FieldFrame>
      {chosen && chosen.fields.length > 0 && (
        <div className={classes.variant}>
          <FormFields fields={chosen.fields} values={given} path={path} />
        </div>
      )}
    </>
  );
}
