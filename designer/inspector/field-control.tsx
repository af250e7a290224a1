import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { ChoicesControl } from './choices-control.tsx';
import { CodeField } from './code-field.tsx';
import { ConditionsEditor } from './conditions-editor.tsx';
import { ConnectionControl } from './connection-control.tsx';
import { ContractControl } from './contract-control.tsx';
import { CronControl } from './cron-control.tsx';
import { TableEditor } from './decision-table/table-editor.tsx';
import { ExpressionControl } from './expression-control.tsx';
import { FieldFrame } from './field-frame.tsx';
import { FlowControl } from './flow-control.tsx';
import classes from './form.module.css';
import type { Option } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';
import { GroupControl, VariantsControl } from './group-control.tsx';
import { JsonControl } from './json-control.tsx';
import { ListControl, RecordControl } from './list-control.tsx';
import { MapFieldsEditor } from './map-fields/map-fields-editor.tsx';
import { ZoneControl } from './zone-control.tsx';

/** The control that a field names. */
export function FieldControl(props: ControlProps) {
  const { field, path, value } = props;
  const { control } = field;
  const form = useForm();
  const id = useId();
  const set = (next: unknown) => form.change(path, next);

  switch (control.kind) {
    case 'text':
    case 'path': {
      const shared = {
        id,
        value: textOf(value ?? field.default),
        placeholder: field.placeholder,
        onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
          set(event.currentTarget.value === '' && !field.isRequired ? undefined : event.currentTarget.value),
        onBlur: form.endTyping,
      };
      const isLong = control.kind === 'text' && control.rows > 1;
      return (
        <FieldFrame field={field} path={path} id={id}>
          {isLong ? (
            <Textarea {...shared} rows={control.rows} />
          ) : (
            <TextInput {...shared} {...(control.kind === 'path' && { ff: 'var(--font-mono)' })} />
          )}
        </FieldFrame>
      );
    }
    case 'number':
      return (
        <FieldFrame field={field} path={path} id={id}>
          <NumberInput
            id={id}
            value={typeof value === 'number' ? value : typeof field.default === 'number' ? field.default : ''}
            placeholder={field.placeholder}
            allowDecimal={!control.isWhole}
            {...(control.min !== undefined && { min: control.min })}
            {...(control.max !== undefined && { max: control.max })}
            onChange={(next) => (next === '' ? !field.isRequired && set(undefined) : set(Number(next)))}
            onBlur={form.endTyping}
          />
        </FieldFrame>
      );
    case 'switch':
      return (
        <FieldFrame field={field} path={path} id={id}>
          <span className={classes.switchRow}>
            <Switch id={id} size="sm" checked={(value ?? field.default) === true} onChange={(event) => set(event.currentTarget.checked)} />
          </span>
        </FieldFrame>
      );
    case 'select':
      return (
        <FieldFrame field={field} path={path} id={id}>
          <Select
            id={id}
            data={control.options.map((option) => ({ value: keyOf(option.value), label: option.title }))}
            value={value === undefined && field.default === undefined ? null : keyOf((value ?? field.default) as Option['value'])}
            placeholder={field.placeholder || 'Choose'}
            clearable={!field.isRequired && field.default === undefined}
            comboboxProps={{ withinPortal: true }}
            onChange={(key) => set(control.options.find((option) => keyOf(option.value) === key)?.value)}
          />
        </FieldFrame>
      );
    case 'choices':
      return <ChoicesControl {...props} options={control.options} />;
    case 'expression':
      return <ExpressionControl {...props} control={control} />;
    case 'code':
      return (
        <FieldFrame field={field} path={path}>
          <CodeField
            label={field.title}
            isLabelHidden
            language="javascript"
            value={textOf(value ?? field.default)}
            placeholder={field.placeholder}
            parameters={control.parameters}
            onChange={set}
            onBlur={form.endTyping}
            rows={8}
          />
        </FieldFrame>
      );
    case 'flow':
      return <FlowControl {...props} />;
    case 'connection':
      return <ConnectionControl {...props} />;
    case 'contract':
      return <ContractControl {...props} />;
    case 'cron':
      return <CronControl {...props} />;
    case 'zone':
      return <ZoneControl {...props} />;
    case 'list':
      return <ListControl {...props} item={control.item} />;
    case 'record':
      return <RecordControl {...props} item={control.value} />;
    case 'group':
      return <GroupControl {...props} fields={control.fields} />;
    case 'variants':
      return <VariantsControl {...props} control={control} />;
    case 'json':
      return <JsonControl {...props} />;
    case 'special':
      if (control.name === 'map-fields') return <MapFieldsEditor {...props} />;
      if (control.name === 'conditions') return <ConditionsEditor {...props} schema={control.schema} />;
      if (control.name === 'decision-table') return <TableEditor {...props} />;
      return <JsonControl {...props} />;
  }
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function keyOf(value: Option['value']): string {
  return JSON.stringify(value);
}
