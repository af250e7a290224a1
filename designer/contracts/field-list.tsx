import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { contractTexts } from '../texts/contracts.ts';
import classes from './contracts.module.css';
import {
  type FieldLine,
  type FieldType,
  fieldLines,
  type Schema,
  withField,
  withName,
  withoutField,
  withRequired,
  withText,
  withType,
} from './schema-edit.ts';

const texts = contractTexts.edit;
const types = Object.entries(texts.types).map(([value, label]) => ({ value, label }));
/** Kinds of which a few values can be listed. */
const listable: readonly (FieldType | null)[] = ['string', 'number', 'integer'];

type Props = { schema: Schema; onChange: (change: (schema: Schema) => Schema) => void };

/** The fields of a contract to edit: name, type, whether it must be there, what it means. */
export function FieldList({ schema, onChange }: Props) {
  const lines = fieldLines(schema);
  return (
    <div className={classes.fieldList}>
      <div className={classes.fieldHead}>
        <span>{texts.name}</span>
        <span>{texts.type}</span>
        <span>{texts.required}</span>
        <span>{texts.description}</span>
        <span>{texts.values}</span>
        <span />
      </div>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed; the place is what stays
        <FieldEditor key={at} line={line} onChange={onChange} />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Glyph name="plus" size={14} />}
          onClick={() => onChange((before) => withField(before, []))}
        >
          {texts.addField}
        </Button>
      </div>
    </div>
  );
}

function FieldEditor({ line, onChange }: { line: FieldLine; onChange: Props['onChange'] }) {
  const { path, name, type, inside } = line;
  return (
    <div className={classes.fieldRow}>
      <span style={{ paddingLeft: line.depth * 18 }}>
        <TextInput
          aria-label={texts.name}
          value={name}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={({ currentTarget: { value } }) => onChange((schema) => withName(schema, path, value))}
        />
      </span>
      {type === null ? (
        <span className={classes.hint}>{texts.byReference}</span>
      ) : (
        <Select
          aria-label={texts.type}
          data={types}
          value={type}
          allowDeselect={false}
          onChange={(next) => onChange((schema) => withType(schema, path, next as FieldType))}
        />
      )}
      <span className={classes.mark}>
        <Checkbox
          aria-label={texts.required}
          checked={line.isRequired}
          onChange={({ currentTarget: { checked } }) => onChange((schema) => withRequired(schema, path, checked))}
        />
      </span>
      <TextInput
        aria-label={texts.description}
        value={line.description}
        onChange={({ currentTarget: { value } }) => onChange((schema) => withText(schema, path, 'description', value))}
      />
      {listable.includes(type) ? <ValuesInput key={line.values} line={line} onChange={onChange} /> : <span />}
      <span className={classes.fieldTools}>
        {inside && (
          <ActionIcon size="sm" aria-label={texts.addInside(name)} onClick={() => onChange((schema) => withField(schema, inside))}>
            <Glyph name="plus" size={14} />
          </ActionIcon>
        )}
        <ActionIcon size="sm" aria-label={texts.removeField(name)} onClick={() => onChange((schema) => withoutField(schema, path))}>
          <Glyph name="trash" size={14} />
        </ActionIcon>
      </span>
    </div>
  );
}

/** Taken over when it is left: a comma that was just typed is no value yet. */
function ValuesInput({ line, onChange }: { line: FieldLine; onChange: Props['onChange'] }) {
  return (
    <TextInput
      aria-label={texts.values}
      placeholder={line.depth === 0 ? texts.valuesPlaceholder : ''}
      defaultValue={line.values}
      spellCheck={false}
      onBlur={({ currentTarget: { value } }) => {
        if (value !== line.values) onChange((schema) => withText(schema, line.path, 'values', value));
      }}
    />
  );
}
