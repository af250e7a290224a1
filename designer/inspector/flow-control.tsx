import { Select } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'wouter';
import { useFlows } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** Another flow, by its name. The document holds its id; which version runs is for the environment to say. */
export function FlowControl({ field, path, value }: ControlProps) {
  const { env } = useEditor();
  const own = useDocument((state) => state.flow.id);
  const form = useForm();
  const id = useId();
  const flows = useFlows(env);
  const others = (flows.data ?? []).filter((flow) => flow.id !== own);
  const chosenId = typeof value === 'string' && value !== '' ? value : null;
  const chosen = others.find((flow) => flow.id === chosenId);
  const isMissing = flows.isSuccess && chosenId !== null && !chosen;
  const options = others.map((flow) => ({ value: flow.id, label: flow.name }));
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      below={
        isMissing ? (
          <p className={classes.problem}>There is no flow {chosenId} here. Choose another, or create it.</p>
        ) : chosen ? (
          <p className={classes.hint}>
            <Link href={`/flows/${chosen.id}`}>Open {chosen.name}</Link>
          </p>
        ) : null
      }
    >
      <Select
        id={id}
        data={isMissing && chosenId !== null ? [...options, { value: chosenId, label: chosenId }] : options}
        value={chosenId}
        placeholder="Choose a flow"
        searchable
        nothingFoundMessage="No other flow is called like this"
        clearable={!field.isRequired}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
