import { linesOf } from '@crossdock/flows/mapping/map-line';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { fieldDragType } from '../../kit/json/field-drag.ts';
import { mapFieldsTexts as texts } from '../../texts/map-fields.ts';
import { sampleAt } from '../completions.ts';
import { FieldFrame } from '../field-frame.tsx';
import type { ControlProps } from '../form-context.tsx';
import { useForm, useScope } from '../form-context.tsx';
import classes from './map-fields.module.css';
import { countLines, lineFor, newLine } from './map-line.ts';
import { MapLines } from './map-lines.tsx';
import { ContractCoverage, OpenMapperButton } from './open-mapper.tsx';

/** A mapping as a table: target, value, and what the sample gives. Fields dragged onto it become lines. */
export function MapFieldsEditor({ field, path, value }: ControlProps) {
  const form = useForm();
  const scope = useScope();
  const [search, setSearch] = useState('');
  const lines = linesOf(value);
  const { all, open } = countLines(lines);

  const onDrop = (event: DragEvent) => {
    const place = event.dataTransfer.getData(fieldDragType);
    if (place === '' || event.defaultPrevented) return;
    event.preventDefault();
    form.change(path, [...lines, lineFor(place, sampleAt(`item.${place}`, scope))]);
    form.endTyping();
  };

  return (
    <FieldFrame
      field={field}
      path={path}
      side={
        <span className={classes.side}>
          {texts.count(all, open)}
          <OpenMapperButton />
        </span>
      }
    >
      <ContractCoverage lines={lines} />
      {all > 12 && (
        <TextInput
          className={classes.search ?? ''}
          aria-label={texts.find}
          placeholder={texts.findAmong(all)}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: takes drops for the table inside it */}
      <div
        className={classes.table}
        onDragOver={(event) => event.dataTransfer.types.includes(fieldDragType) && event.preventDefault()}
        onDrop={onDrop}
      >
        <div className={classes.head} aria-hidden>
          <span>{texts.target}</span>
          <span>{texts.value}</span>
          <span>{texts.onSample}</span>
          <span />
        </div>
        <MapLines lines={lines} path={path} depth={0} search={search.trim()} />
        <div className={classes.foot}>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={() => form.change(path, [...lines, newLine()])}
          >
            {texts.add}
          </Button>
          <span className={classes.hint}>{texts.drag}</span>
        </div>
      </div>
    </FieldFrame>
  );
}
