import { Switch } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';
import { ChoicesControl } from './choices-control.tsx';
import { CodeControl } from './code-control.tsx';
import { ConditionsEditor } from './conditions-editor.tsx';
import { ConnectionControl } from './connection-control.tsx';
import { ContractControl } from './contract-control.tsx';
import { CronControl } from './cron-control.tsx';
import { ExpressionControl } from './expression-control.tsx';
import { FieldFrame } from './field-frame.tsx';
import { FlowControl } from './flow-control.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';
import { GroupControl } from './group-control.tsx';
import { JsonControl } from './json-control.tsx';
import { ListControl } from './list-control.tsx';
import { LookupControl } from './lookup-control.tsx';
import { MapFieldsEditor } from './map-fields/map-fields-editor.tsx';
import { DurationControl, NumberControl } from './number-control.tsx';
import { PathControl } from './path-control.tsx';
import { PlaceControl } from './place-control.tsx';
import { RecordControl } from './record-control.tsx';
import { SelectControl } from './select-control.tsx';
import { TextControl } from './text-control.tsx';
import { ValueControl } from './value-control.tsx';
import { VariantsControl } from './variants-control.tsx';
import { ZoneControl } from './zone-control.tsx';

const CompactTable = lazy(async () => ({ default: (await import('../decision-table/compact-table.tsx')).CompactTable }));

/** The control that a field names. */
export function FieldControl(props: ControlProps) {
  const { field, path, value } = props;
  const { control } = field;
  const form = useForm();
  const id = useId();
  const set = (next: unknown) => form.change(path, next);

  switch (control.kind) {
    case 'text':
    case 'time':
      return <TextControl {...props} control={control} />;
    case 'number':
      return <NumberControl {...props} control={control} />;
    case 'duration':
      return <DurationControl {...props} control={control} />;
    case 'switch':
      return (
        <FieldFrame field={field} path={path} id={id}>
          <span className={classes.switchRow}>
            <Switch id={id} size="sm" checked={(value ?? field.default) === true} onChange={(event) => set(event.currentTarget.checked)} />
          </span>
        </FieldFrame>
      );
    case 'select':
      return <SelectControl {...props} control={control} />;
    case 'choices':
      return <ChoicesControl {...props} options={control.options} />;
    case 'expression':
      return <ExpressionControl {...props} control={control} />;
    case 'code':
      return <CodeControl {...props} control={control} />;
    case 'value':
      return <ValueControl {...props} control={control} />;
    case 'path':
      return <PathControl {...props} />;
    case 'place':
      return <PlaceControl {...props} />;
    case 'lookup':
      return <LookupControl {...props} />;
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
      return <JsonControl {...props} schema={control.schema} />;
    case 'special':
      if (control.name === 'map-fields') return <MapFieldsEditor {...props} />;
      if (control.name === 'conditions') return <ConditionsEditor {...props} schema={control.schema} />;
      if (control.name === 'decision-table')
        return (
          <Suspense fallback={null}>
            <CompactTable {...props} />
          </Suspense>
        );
      return <JsonControl {...props} schema={control.schema} />;
  }
}
