import { Autocomplete } from '@mantine/core';
import { useId, useMemo } from 'react';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';
import { samplePlaces } from './sample-places.ts';

/** A field of the record by its path. Those of the sample are offered, with what is in them; any other may be typed. */
export function PlaceControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const places = useMemo(() => new Map(samplePlaces(form.sample).map((place) => [place.path, place.preview])), [form.sample]);
  return (
    <FieldFrame field={field} path={path} id={id}>
      <Autocomplete
        id={id}
        data={[...places.keys()]}
        limit={30}
        value={typeof value === 'string' ? value : ''}
        placeholder={field.placeholder}
        spellCheck={false}
        renderOption={({ option }) => (
          <span className={classes.optionRow}>
            <span className="mono">{option.value}</span>
            <span className={classes.optionHelp}>{places.get(option.value)}</span>
          </span>
        )}
        onChange={(next) => form.change(path, next)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
