import { Select } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'wouter';
import { enterCalledFlow } from '../editor/flow-trail.ts';
import { useFlows } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';

const texts = inspectorTexts.flow;

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
  const version = chosen?.deployments[env];
  const isMissing = flows.isSuccess && chosenId !== null && !chosen;
  const byId = new Map(others.map((flow) => [flow.id, flow]));
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={env}
      below={
        isMissing ? (
          <ProblemLine severity="error">{texts.missing(chosenId)}</ProblemLine>
        ) : chosen ? (
          <>
            {version === undefined && <ProblemLine severity="warning">{texts.notDeployed(env)}</ProblemLine>}
            <p className={classes.facts}>
              {version !== undefined && <span>{texts.runs(version, env)}</span>}
              <Link href={`/flows/${chosen.id}`} onClick={() => enterCalledFlow(own, chosen.id)}>
                {texts.open(chosen.name)}
              </Link>
            </p>
          </>
        ) : null
      }
    >
      <Select
        id={id}
        data={[
          ...others.map((flow) => ({ value: flow.id, label: flow.name })),
          ...(isMissing ? [{ value: chosenId, label: chosenId }] : []),
        ]}
        value={chosenId}
        placeholder={texts.choose}
        searchable
        nothingFoundMessage={texts.nothing}
        clearable={!field.isRequired}
        renderOption={({ option }) => (
          <span className={classes.option}>
            <span>{option.label}</span>
            {byId.get(option.value)?.purpose && <span className={classes.optionHelp}>{byId.get(option.value)?.purpose}</span>}
          </span>
        )}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
