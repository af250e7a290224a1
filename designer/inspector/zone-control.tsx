import { Select } from '@mantine/core';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** A time zone by its IANA name, with the time it is there. */
export function ZoneControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const zone = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : null;
  return (
    <FieldFrame field={field} path={path} id={id} below={<p className={classes.hint}>{zone === null ? ' ' : timeIn(zone)}</p>}>
      <Select
        id={id}
        data={zones}
        value={zone}
        searchable
        limit={80}
        placeholder="Choose a zone"
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}

function timeIn(zone: string): string {
  try {
    return `It is ${new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date())} there now`;
  } catch {
    return 'This zone is not known';
  }
}
