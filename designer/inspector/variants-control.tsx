import { Select } from '@mantine/core';
import { useId, useRef } from 'react';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { emptyObject } from './config-value.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Control } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';

type VariantsKind = Extract<Control, { kind: 'variants' }>;

/** One of several kinds: the choice, and the form of what was chosen. Whoever goes back to a kind finds what was there. */
export function VariantsControl({ field, path, value, control }: ControlProps & { control: VariantsKind }) {
  const form = useForm();
  const id = useId();
  const left = useRef(new Map<string, Record<string, unknown>>());
  const given = (value ?? field.default) as Record<string, unknown> | undefined;
  const kind = typeof given?.[control.by] === 'string' ? (given[control.by] as string) : undefined;
  const chosen = control.variants.find((variant) => variant.value === kind);
  const helps = new Map(control.variants.map((variant) => [variant.value, variant.help]));
  return (
    <>
      <FieldFrame field={field} path={path} id={id} below={chosen?.help && <p className={classes.hint}>{chosen.help}</p>}>
        <Select
          id={id}
          data={control.variants.map((variant) => ({ value: variant.value, label: variant.title }))}
          value={kind ?? null}
          placeholder={texts.choose}
          clearable={!field.isRequired && field.default === undefined}
          renderOption={({ option }) => (
            <span className={classes.option}>
              <span>{option.label}</span>
              {helps.get(option.value) && <span className={classes.optionHelp}>{helps.get(option.value)}</span>}
            </span>
          )}
          onChange={(next) => {
            if (kind !== undefined && given) left.current.set(kind, given);
            const variant = control.variants.find((candidate) => candidate.value === next);
            const before = next === null ? undefined : left.current.get(next);
            // What the new kind has in common with the old one is kept.
            const kept = Object.fromEntries(
              Object.entries(given ?? {}).filter(([key]) => variant?.fields.some((each) => each.key === key)),
            );
            form.change(path, variant && { [control.by]: variant.value, ...emptyObject(variant.fields), ...before, ...kept });
            form.endTyping();
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
