import { Select } from '@mantine/core';
import { useId } from 'react';
import { useConnections } from '../server/queries.ts';
import type { Connection } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** One of the environment's connections to the step's system. The name is in the document; address and secrets belong to the environment. */
export function ConnectionControl({ field, path, value }: ControlProps) {
  const system = useSystem(field);
  const { env } = useEditor();
  const form = useForm();
  const id = useId();
  const connections = useConnections(env);
  const fitting = (connections.data ?? []).filter((connection) => system === null || system === 'http' || connection.system === system);
  const name = typeof value === 'string' && value !== '' ? value : typeof field.default === 'string' ? field.default : null;
  const chosen = fitting.find((connection) => connection.name === name);
  const isMissing = connections.isSuccess && name !== null && !chosen;
  const options = [...fitting.map((connection) => connection.name), ...(name !== null && !chosen ? [name] : [])];
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={env}
      below={
        <p className={isMissing ? classes.problem : classes.hint}>
          {isMissing
            ? `There is no such connection in ${env}. Choose another, or add it under Connections.`
            : chosen
              ? factsOf(chosen)
              : fitting.length === 0 && connections.isSuccess
                ? `No connection to this system in ${env} yet. Add one under Connections.`
                : ' '}
        </p>
      }
    >
      <Select
        id={id}
        data={options}
        value={name}
        placeholder="Choose a connection"
        searchable={options.length > 8}
        clearable={!field.isRequired && field.default === undefined}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}

/** The system the field names, else the step's own; `http` takes any. */
function useSystem(field: Field): string | null {
  const form = useForm();
  return (field.control.kind === 'connection' ? field.control.system : null) ?? form.system;
}

function factsOf({ address, policy }: Connection): string {
  return `${address.replace(/^https?:\/\//, '')}, ${policy.concurrency} at once, ${policy.timeoutSeconds} s time-out`;
}
