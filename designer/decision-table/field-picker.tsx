import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { kindBadges, previewOf } from '../kit/json/tree-rows.ts';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { fieldsOf, type SampleField } from './sample-fields.ts';
import classes from './screen.module.css';

type Props = {
  record: unknown;
  /** Several fields can be chosen; without it one click takes one. */
  chosen?: ReadonlySet<string>;
  onPick: (field: SampleField) => void;
};

/** The plain fields of a sample, with what they hold. */
export function FieldPicker({ record, chosen, onPick }: Props) {
  const [text, setText] = useState('');
  const needle = text.trim().toLowerCase();
  const fields = fieldsOf(record).filter(({ path }) => path.toLowerCase().includes(needle));
  return (
    <div className={classes.picker}>
      <TextInput
        aria-label={texts.findField}
        placeholder={texts.findField}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.pickerList} role={chosen ? 'group' : 'list'}>
        {fields.length === 0 && <p className={classes.quiet}>{texts.noFields}</p>}
        {fields.map((field) => (
          <button
            key={field.path}
            type="button"
            className={classes.pickerRow}
            {...(chosen && { 'aria-pressed': chosen.has(field.path) })}
            onClick={() => onPick(field)}
          >
            <span className={classes.badge}>{kindBadges[field.kind]}</span>
            <span className={classes.pickerPath}>{field.path}</span>
            <span className={classes.pickerValue}>{previewOf(field.value)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
