import { Select } from '@mantine/core';
import { useId } from 'react';
import { useNow } from '../kit/use-now.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';
import { offsetOf, timeIn, zoneNames, zonesFor } from './zones.ts';

const texts = inspectorTexts.cron;

/** A time zone by its IANA name, found by city, region or offset, with the time it is there. */
export function ZoneControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  // By the minute: more often would draw the list of zones anew for nothing.
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const zone = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : null;
  const time = zone === null ? null : timeIn(zone, now);
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={zone === null ? undefined : offsetOf(zone, now)}
      below={<p className={classes.hint}>{zone === null ? ' ' : time === null ? texts.unknownZone : texts.zoneTime(time)}</p>}
    >
      <Select
        id={id}
        data={zone !== null && !zoneNames.includes(zone) ? [...zoneNames, zone] : [...zoneNames]}
        value={zone}
        searchable
        limit={40}
        placeholder={texts.chooseZone}
        nothingFoundMessage={texts.noZone}
        filter={({ options, search }) => {
          const found = new Set(zonesFor(search, now));
          return options.filter((option) => 'value' in option && found.has(String(option.value)));
        }}
        renderOption={({ option }) => (
          <span className={classes.optionRow}>
            {option.value}
            <span className={classes.optionHelp}>{offsetOf(option.value, now)}</span>
          </span>
        )}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
